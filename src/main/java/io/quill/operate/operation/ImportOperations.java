package io.quill.operate.operation;

import io.quill.events.history.backfill.Imports;
import io.quill.events.history.backfill.Line;
import io.quill.events.history.backfill.Report;
import io.quill.events.history.backfill.Unusable;
import io.quill.operate.rest.Body;
import io.quill.operate.rest.Call;
import io.quill.operate.rest.Operation;
import io.quill.operate.rest.Parameter;
import io.quill.operate.rest.Problem;
import io.quill.operate.rest.Reply;
import io.quill.platform.file.ArchiveFault;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Holds what no webhook brought, while Quill runs. */
public final class ImportOperations implements Operations {
    private final Imports imports;
    private final ZoneId usual;

    /**
     * @param usual where times are read that come without a zone
     */
    public ImportOperations(Imports imports, ZoneId usual) {
        this.imports = imports;
        this.usual = usual;
    }

    @Override
    public List<Operation> all() {
        return List.of(
                Operation.post(
                                "/admin/import/aloware",
                                "importAloware",
                                "Holds a part of what Aloware exported, each communication once")
                        .takes(new Body.Of(Exported.class, true))
                        .query(
                                Parameter.flag(
                                        "dryRun", "tells what would be held, and holds nothing"))
                        .answers(ImportTold.class, this::take));
    }

    private Reply take(Call call) {
        Exported part = call.body(Exported.class);
        boolean rehearsal = call.flag("dryRun");
        try (StringReader text = new StringReader(part.csv())) {
            ZoneId zone = part.zone().map(ZoneId::of).orElse(usual);
            Reply reply = told(imports.aloware(text, part.file(), zone, rehearsal));
            return rehearsal ? reply.unrecorded() : reply;
        } catch (DateTimeException _) {
            return Reply.of(Problem.badRequest("The zone is none of the IANA list"));
        } catch (Unusable e) {
            return Reply.of(Problem.badRequest(String.valueOf(e.getMessage())));
        } catch (ArchiveFault e) {
            return Reply.of(Problem.conflict("not-imported", String.valueOf(e.getMessage())));
        } catch (IOException e) {
            throw new UncheckedIOException("A text in memory cannot be read", e);
        }
    }

    private static Reply told(Report report) {
        ImportTold told = ImportTold.of(report);
        return Reply.ok(told)
                .counting(
                        Map.of(
                                "held", told.held(),
                                "known", told.known(),
                                "refused", told.refusals()))
                .saying("held " + told.held() + " of what was exported");
    }

    /**
     * A part of an export.
     *
     * @param csv with the line of headings
     */
    record Exported(String csv, String file, Optional<String> zone) {}

    /**
     * What came of it.
     *
     * @param refused the first of those that were refused
     */
    record ImportTold(
            long held,
            long known,
            long refusals,
            List<LineTold> refused,
            Map<String, Long> ofNoInterest) {
        static ImportTold of(Report report) {
            return new ImportTold(
                    report.held(),
                    report.known(),
                    report.refusals(),
                    report.refused().stream().map(LineTold::of).toList(),
                    report.ofNoInterest());
        }
    }

    record LineTold(int line, String reason) {
        static LineTold of(Line.Refused refused) {
            return new LineTold(refused.number(), refused.reason());
        }
    }
}
