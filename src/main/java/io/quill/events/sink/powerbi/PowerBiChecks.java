package io.quill.events.sink.powerbi;

import io.quill.events.sink.PushResult;
import io.quill.events.sink.SinkStatus;
import io.quill.platform.check.Check;
import io.quill.platform.check.Finding;
import io.quill.platform.check.Finding.Failed;
import io.quill.platform.check.Finding.Fine;
import io.quill.platform.check.Finding.Warned;

import java.util.List;

/** Checks of Power BI for an operator, from the credential to the columns. */
public final class PowerBiChecks {
    private static final String AGAIN =
            "see whether Power BI can be reached from here, and try again";

    private PowerBiChecks() {}

    public static List<Check> of(PowerBiSink powerBiSink) {
        return List.of(
                Check.of("Power BI token", () -> token(powerBiSink)),
                Check.of("Power BI workspace", () -> workspace(powerBiSink.listDatasets())),
                Check.of("Power BI dataset", () -> dataset(powerBiSink)));
    }

    private static Finding token(PowerBiSink powerBiSink) {
        try {
            powerBiSink.signIn();
            return new Fine("Entra gives one");
        } catch (TokenException fault) {
            return new Failed("there is none", String.valueOf(fault.getMessage()));
        }
    }

    private static Finding workspace(PushResult listed) {
        return switch (listed) {
            case PushResult.Taken _ -> new Fine("lets its datasets be listed");
            case PushResult.Denied(String words, String remedy) -> new Failed(words, remedy);
            case PushResult.Missing(String words) ->
                    new Failed(words, "check POWERBI_WORKSPACE_ID");
            case PushResult.NotTaken refusal -> new Failed(refusal.words(), AGAIN);
            case PushResult.Doubt(String why) -> new Failed(why, AGAIN);
        };
    }

    private static Finding dataset(PowerBiSink powerBiSink) {
        return powerBiSink
                .checkExisting()
                .map(PowerBiChecks::dataset)
                .orElseGet(
                        () ->
                                new Warned(
                                        "there is none yet",
                                        "it is made at the first push, or now by: quill"
                                                + " provision"));
    }

    private static Finding dataset(SinkStatus sinkStatus) {
        return switch (sinkStatus) {
            case SinkStatus.Ready(String id, _, List<String> remarks, _) when remarks.isEmpty() ->
                    new Fine(id + " has the tables and columns that it needs");
            case SinkStatus.Ready(String id, _, List<String> remarks, _) ->
                    new Warned(
                            id + " can be pushed to; " + String.join("; ", remarks),
                            "nothing needs to be done");
            case SinkStatus.Away(String words) -> new Failed(words, AGAIN);
            case SinkStatus.Faulty(String words) ->
                    new Failed(words, "mend it, or name another one with POWERBI_DATASET_ID");
        };
    }
}
