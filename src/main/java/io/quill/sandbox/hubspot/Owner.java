package io.quill.sandbox.hubspot;

/** An owner; leavers stay, archived. */
public record Owner(
        String id,
        String userId,
        String email,
        String firstName,
        String lastName,
        boolean archived) {}
