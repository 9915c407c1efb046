package io.quill.events.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.events.EventKey;
import io.quill.events.push.Archive;
import io.quill.events.push.SettledBatch;
import io.quill.platform.file.ArchiveException;
import io.quill.platform.file.BoundedLineReader;
import io.quill.platform.file.FileContent;
import io.quill.platform.file.FileStorage;
import io.quill.platform.file.FileStorage.Kept;
import io.quill.platform.file.TooLongException;

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
 * Archive of settled facts: compressed JSON lines, a folder for each business day. A file is named
 * by its content, so nothing is overwritten, and the same facts written twice are one file.
 */
public final class FactArchive implements Archive, AutoCloseable {
    private static final String FACTS = "facts/day=";
    private static final String SUFFIX = ".jsonl.gz";
    private static final int DAY = "2026-03-02".length();

    /** Size below which files are merged; compressed, a fact takes about fifty bytes. */
    private static final long SMALL = 1 << 20;

    private static final long LARGE = 4 << 20;

    /** Longest line in characters, twice the size of the largest item of the ledger. */
    private static final int LONGEST_LINE = 1 << 20;

    private final FileStorage fileStorage;

    public FactArchive(FileStorage fileStorage) {
        this.fileStorage = fileStorage;
    }

    @Override
    public void keep(List<SettledBatch> batches) {
        Map<LocalDate, List<String>> days = new TreeMap<>();
        for (SettledBatch batch : batches) {
            for (String row : batch.rows()) {
                days.computeIfAbsent(FactLineFormat.day(row), _ -> new ArrayList<>())
                        .add(FactLineFormat.line(batch, row));
            }
        }
        days.forEach(this::put);
    }

    private String put(LocalDate day, List<String> lines) {
        byte[] text = (String.join("\n", lines) + "\n").getBytes(UTF_8);
        String name = FACTS + day + "/" + FileContent.hashName(text) + SUFFIX;
        fileStorage.put(name, FileContent.gzip(text));
        return name;
    }

    /** Returns the business days that have facts, the earliest first. */
    public SortedSet<LocalDate> days() {
        SortedSet<LocalDate> days = new TreeSet<>();
        for (Kept file : fileStorage.list(FACTS)) {
            String day = file.name().substring(FACTS.length(), FACTS.length() + DAY);
            days.add(LocalDate.parse(day));
        }
        return days;
    }

    /** Passes each fact of a day to a reader, once. */
    public void read(LocalDate day, Consumer<ArchivedFact> reader) {
        lines(files(day), line -> reader.accept(FactLineFormat.fact(line)));
    }

    /** Returns the events of a day. */
    public Set<EventKey> keys(LocalDate day) {
        Set<EventKey> keys = new HashSet<>();
        lines(files(day), line -> keys.add(FactLineFormat.key(line)));
        return keys;
    }

    /** Compacts the days that are over everywhere on earth and get hardly any new facts. */
    public void compactFinished(Instant now) {
        LocalDate finished = LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(1);
        days().headSet(finished).forEach(this::compact);
    }

    /**
     * Merges the small files of a day and returns how many fewer there are. A reader meanwhile may
     * see rows twice, and must list the files again if one is gone.
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
                    .forEach(fileStorage::delete);
        }
    }

    @Override
    public void close() {
        fileStorage.close();
    }

    private List<Kept> files(LocalDate day) {
        return fileStorage.list(FACTS + day + "/");
    }

    private void lines(List<Kept> files, Consumer<String> reader) {
        Set<EventKey> seen = new HashSet<>();
        for (Kept file : files) {
            try (BoundedLineReader lines = open(file)) {
                for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
                    line.filter(one -> seen.add(FactLineFormat.key(one))).ifPresent(reader);
                }
            } catch (TooLongException e) {
                String words = " is damaged: " + e.getMessage() + ". Fetch it from a backup";
                throw new ArchiveException(file.name() + words, e);
            } catch (IOException e) {
                throw new ArchiveException(file.name() + " is damaged: fetch it from a backup", e);
            }
        }
    }

    private BoundedLineReader open(Kept file) throws IOException {
        InputStream packed = fileStorage.open(file.name());
        return new BoundedLineReader(
                new InputStreamReader(new GZIPInputStream(packed), UTF_8), LONGEST_LINE);
    }
}
