package io.quill.architecture.offending.store.dynamo;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

record Table(DynamoDbClient client) {}
