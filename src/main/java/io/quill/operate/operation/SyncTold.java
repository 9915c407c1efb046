package io.quill.operate.operation;

import io.quill.operate.operation.DeltaTold.ChangeTold;
import io.quill.operate.operation.DeltaTold.Counts;

import java.util.List;
import java.util.Optional;

/** Outcome of a sync: accepted, rehearsed or unchanged. */
record SyncTold(
        String outcome,
        Optional<VersionTold> version,
        Counts counts,
        List<ChangeTold> changes,
        List<String> remarks) {}
