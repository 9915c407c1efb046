package io.quill.architecture.offending.platform.jobs;

import io.quill.architecture.offending.sandbox.StandIn;

import org.apache.camel.Exchange;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.net.http.HttpClient;

record Run(StandIn standIn, DynamoDbClient client, Exchange exchange, HttpClient http) {}
