package io.quill.architecture.offending.sandbox;

public record StandIn() {}
