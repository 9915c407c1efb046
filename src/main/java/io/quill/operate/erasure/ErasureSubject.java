package io.quill.operate.erasure;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.events.dimension.roster.MemberPayloads;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Agent to be erased, with the names and addresses they were known by.
 *
 * @param words names and addresses that the agent was known by
 */
record ErasureSubject(String agentId, Set<String> words) {
    /** Shorter ones stand in words that have nothing to do with anybody. */
    private static final int SHORTEST = 3;

    /** Letters that differ in nothing but their case, by what they fold to. */
    private static final Map<String, List<String>> ALIKE =
            IntStream.rangeClosed(0, Character.MAX_VALUE)
                    .filter(Character::isLetter)
                    .mapToObj(Character::toString)
                    .collect(Collectors.groupingBy(ErasureSubject::folded));

    ErasureSubject {
        words = Set.copyOf(words);
    }

    /** Returns the content without the words; all other bytes stay as they are. */
    byte[] removeFrom(byte[] content) {
        String text = new String(content, ISO_8859_1);
        for (String word : longestFirst()) {
            text =
                    pattern(word)
                            .matcher(text)
                            .replaceAll(Matcher.quoteReplacement(bytewise(replacement(word))));
        }
        return text.getBytes(ISO_8859_1);
    }

    boolean isIn(byte[] content) {
        return !Arrays.equals(content, removeFrom(content));
    }

    /** An address leaves nothing, as in rows and versions. */
    private String replacement(String word) {
        return word.contains("@") ? "" : pseudonym();
    }

    private String pseudonym() {
        return MemberPayloads.pseudonym(agentId);
    }

    private List<String> longestFirst() {
        return words.stream()
                .filter(word -> word.length() >= SHORTEST && !word.equals(pseudonym()))
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /** Matches a word in any case, and as JSON may escape it, but not inside a longer word. */
    private static Pattern pattern(String word) {
        String inWords = "[\\p{Alnum}\\x80-\\xff]";
        String letters =
                Normalizer.normalize(word, Normalizer.Form.NFC)
                        .codePoints()
                        .mapToObj(ErasureSubject::letter)
                        .collect(Collectors.joining());
        return Pattern.compile(
                "(?:(?<!%1$s)|(?<=\\\\[bfnrt]))%2$s(?!%1$s)".formatted(inWords, letters),
                Pattern.CASE_INSENSITIVE);
    }

    /** Matches one character, or a letter and its accent, as bytes or escaped. */
    private static String letter(int codePoint) {
        String given = Character.toString(codePoint);
        String folded = folded(given);
        Stream<String> single = Stream.of(given, folded, folded.toLowerCase(Locale.ROOT));
        return Stream.concat(single, ALIKE.getOrDefault(folded, List.of()).stream())
                .flatMap(each -> Stream.of(each, Normalizer.normalize(each, Normalizer.Form.NFD)))
                .distinct()
                .flatMap(each -> Stream.of(bytewise(each), escaped(each)))
                .map(Pattern::quote)
                .collect(Collectors.joining("|", "(?:", ")"));
    }

    /** The long way round, since a capital ẞ becomes SS and the two kinds of small Σ become one. */
    private static String folded(String letter) {
        return letter.toLowerCase(Locale.ROOT).toUpperCase(Locale.ROOT);
    }

    private static String bytewise(String word) {
        return new String(word.getBytes(UTF_8), ISO_8859_1);
    }

    private static String escaped(String word) {
        return word.chars().mapToObj("\\u%04x"::formatted).collect(Collectors.joining());
    }
}
