package io.quill.architecture.offending.ledger;

import org.apache.camel.CamelContext;

record Two(CamelContext context) {}
