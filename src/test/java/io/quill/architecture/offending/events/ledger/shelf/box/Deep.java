package io.quill.architecture.offending.events.ledger.shelf.box;

record Deep() {}
