package io.quill.architecture.offending.events.ledger;

import org.apache.camel.CamelContext;

record Two(CamelContext context) {}
