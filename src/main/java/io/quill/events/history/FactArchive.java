package io.quill.events.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.events.EventKey;
import io.quill.events.push.Archive;
import io.quill.events.push.Settled;
import io.quill.platform.file.ArchiveFault;
import io.quill.platform.file.BoundedLines;
import io.quill.platform.file.Content;
import io.quill.platform.file.Shelf;
import io.quill.platform.file.Shelf.Kept;
import io.quill.platform.file.TooLong;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/**
 * Settled facts in compressed files of a JSON object a line, a folder for each business day. A file
 * is named after what it holds, so it is never overwritten by anything else, and the same written
 * twice is one file.
 */
public final class FactArchive implements Archive, AutoCloseable {
    private static final String FACTS = "facts/day=";
    private static final String SUFFIX = ".jsonl.gz";
    private static final int DAY = "2026-03-02".length();

    /** Packed, a fact has about fifty bytes. */
    private static final long SMALL = 1 << 20;

    private static final long LARGE = 4 << 20;

    /** In characters: twice as many as an item of the ledger may have. */
    private static final int LONGEST_LINE = 1 << 20;

    private final Shelf shelf;

    public FactArchive(Shelf shelf) {
        this.shelf = shelf;
    }

    @Override
    public void keep(List<Settled> batches) {
        Map<LocalDate, List<String>> days = new TreeMap<>();
        for (Settled batch : batches) {
            for (String row : batch.rows()) {
                days.computeIfAbsent(FactLines.day(row), _ -> new ArrayList<>())
                        .add(FactLines.line(batch, row));
            }
        }
        days.forEach(this::put);
    }

    private String put(LocalDate day, List<String> lines) {
        byte[] text = (String.join("\n", lines) + "\n").getBytes(UTF_8);
        String name = FACTS + day + "/" + Content.name(text) + SUFFIX;
        shelf.put(name, Content.packed(text));
        return name;
    }

    /** The business days that have facts, the earliest first. */
    public SortedSet<LocalDate> days() {
        SortedSet<LocalDate> days = new TreeSet<>();
        for (Kept file : shelf.list(FACTS)) {
            String day = file.name().substring(FACTS.length(), FACTS.length() + DAY);
            days.add(LocalDate.parse(day));
        }
        return days;
    }

    /** Shows each fact of a day once. */
    public void read(LocalDate day, Consumer<ArchivedFact> reader) {
        lines(files(day), line -> reader.accept(FactLines.fact(line)));
    }

    /** Which events of a day there are. */
    public Set<EventKey> keys(LocalDate day) {
        Set<EventKey> keys = new HashSet<>();
        lines(files(day), line -> keys.add(FactLines.key(line)));
        return keys;
    }

    /** Compacts the days that are over everywhere on earth, and that little is added to. */
    public void tidy(Instant now) {
        LocalDate finished = LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(1);
        days().headSet(finished).forEach(this::compact);
    }

    /**
     * Makes few files of a day's many, and tells how many it did away with. A reader who looks
     * meanwhile sees rows twice at most, and one who has listed them lists them again.
     */
    public int compact(LocalDate day) {
        int before = files(day).size();
        List<Kept> some = new ArrayList<>();
        long bytes = 0;
        for (Kept file : files(day)) {
            if (file.bytes() < SMALL) {
                some.add(file);
                bytes += file.bytes();
            }
            if (bytes >= LARGE) {
                merge(day, some);
                some = new ArrayList<>();
                bytes = 0;
            }
        }
        merge(day, some);
        return before - files(day).size();
    }

    private void merge(LocalDate day, List<Kept> files) {
        if (files.size() > 1) {
            List<String> lines = new ArrayList<>();
            lines(files, lines::add);
            String whole = put(day, lines);
            files.stream()
                    .map(Kept::name)
                    .filter(name -> !name.equals(whole))
                    .forEach(shelf::delete);
        }
    }

    @Override
    public void close() {
        shelf.close();
    }

    private List<Kept> files(LocalDate day) {
        return shelf.list(FACTS + day + "/");
    }

    private void lines(List<Kept> files, Consumer<String> reader) {
        Set<EventKey> seen = new HashSet<>();
        for (Kept file : files) {
            try (BoundedLines lines = open(file)) {
                for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
                    line.filter(one -> seen.add(FactLines.key(one))).ifPresent(reader);
                }
            } catch (TooLong e) {
                String words = " is damaged: " + e.getMessage() + ". Fetch it from a backup";
                throw new ArchiveFault(file.name() + words, e);
            } catch (IOException e) {
                throw new ArchiveFault(file.name() + " is damaged: fetch it from a backup", e);
            }
        }
    }

    private BoundedLines open(Kept file) throws IOException {
        InputStream packed = shelf.open(file.name());
        return new BoundedLines(
                new InputStreamReader(new GZIPInputStream(packed), UTF_8), LONGEST_LINE);
    }
}
