package io.quill.architecture.offending.platform.store.dynamo;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

record Table(DynamoDbClient client) {}
