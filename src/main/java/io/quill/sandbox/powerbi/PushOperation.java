package io.quill.sandbox.powerbi;

/** The operations of the API, by the names that its own description gives them. */
enum PushOperation {
    POST_DATASET("postDataset"),
    GET_DATASETS("getDatasets"),
    GET_DATASET("getDataset"),
    DELETE_DATASET("deleteDataset"),
    GET_TABLES("getTables"),
    PUT_TABLE("putTable"),
    POST_ROWS("postRows"),
    DELETE_ROWS("deleteRows"),
    SEQUENCE_NUMBERS("sequenceNumbers"),
    EXECUTE_QUERIES("executeQueries");

    final String word;

    PushOperation(String word) {
        this.word = word;
    }
}
