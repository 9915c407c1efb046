package io.quill.architecture.offending.ledger;

import org.apache.camel.Exchange;

record One(Exchange exchange) {}
