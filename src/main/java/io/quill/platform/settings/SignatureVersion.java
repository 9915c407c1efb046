package io.quill.platform.settings;

/** Version of HubSpot's signature. Only v3 includes the time and so prevents a replay. */
public enum SignatureVersion {
    V1,
    V2,
    V3
}
