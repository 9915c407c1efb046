package io.quill.architecture.offending.events.ledger;

import org.apache.camel.Exchange;

record One(Exchange exchange) {}
