package io.quill.operate.operation;

import io.quill.events.history.backfill.ExportLine;
import io.quill.events.history.backfill.ImportReport;
import io.quill.events.history.backfill.ImportService;
import io.quill.events.history.backfill.UnusableFileException;
import io.quill.operate.rest.AdminReply;
import io.quill.operate.rest.Operation;
import io.quill.operate.rest.OperationCall;
import io.quill.operate.rest.Parameter;
import io.quill.operate.rest.Problem;
import io.quill.operate.rest.RequestBody;
import io.quill.platform.file.ArchiveException;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Operation that imports exported events while Quill runs. */
public final class ImportOperations implements OperationGroup {
    private final ImportService importService;
    private final ZoneId usual;

    /**
     * @param usual where times are read that come without a zone
     */
    public ImportOperations(ImportService importService, ZoneId usual) {
        this.importService = importService;
        this.usual = usual;
    }

    @Override
    public List<Operation> all() {
        return List.of(
                Operation.post(
                                "/admin/import/aloware",
                                "importAloware",
                                "Holds a part of what Aloware exported, each communication once")
                        .takes(new RequestBody.Of(Exported.class, true))
                        .query(
                                Parameter.flag(
                                        "dryRun", "tells what would be held, and holds nothing"))
                        .answers(ImportTold.class, this::importPart));
    }

    private AdminReply importPart(OperationCall operationCall) {
        Exported part = operationCall.body(Exported.class);
        boolean rehearsal = operationCall.flag("dryRun");
        try (StringReader text = new StringReader(part.csv())) {
            ZoneId zone = part.zone().map(ZoneId::of).orElse(usual);
            AdminReply adminReply =
                    told(importService.importAloware(text, part.file(), zone, rehearsal));
            return rehearsal ? adminReply.unrecorded() : adminReply;
        } catch (DateTimeException _) {
            return AdminReply.of(Problem.badRequest("The zone is none of the IANA list"));
        } catch (UnusableFileException e) {
            return AdminReply.of(Problem.badRequest(String.valueOf(e.getMessage())));
        } catch (ArchiveException e) {
            return AdminReply.of(Problem.conflict("not-imported", String.valueOf(e.getMessage())));
        } catch (IOException e) {
            throw new UncheckedIOException("A text in memory cannot be read", e);
        }
    }

    private static AdminReply told(ImportReport importReport) {
        ImportTold told = ImportTold.of(importReport);
        return AdminReply.ok(told)
                .withCounts(
                        Map.of(
                                "held", told.held(),
                                "known", told.known(),
                                "refused", told.refusals()))
                .withWords("held " + told.held() + " of what was exported");
    }

    /**
     * A part of an export.
     *
     * @param csv with the line of headings
     */
    record Exported(String csv, String file, Optional<String> zone) {}

    /**
     * Result of an import.
     *
     * @param refused the first of those that were refused
     */
    record ImportTold(
            long held,
            long known,
            long refusals,
            List<LineTold> refused,
            Map<String, Long> ofNoInterest) {
        static ImportTold of(ImportReport importReport) {
            return new ImportTold(
                    importReport.held(),
                    importReport.known(),
                    importReport.refusals(),
                    importReport.refused().stream().map(LineTold::of).toList(),
                    importReport.ignored());
        }
    }

    record LineTold(int line, String reason) {
        static LineTold of(ExportLine.Refused refused) {
            return new LineTold(refused.number(), refused.reason());
        }
    }
}
