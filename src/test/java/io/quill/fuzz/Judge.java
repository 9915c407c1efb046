package io.quill.fuzz;

import io.quill.fuzz.FuzzConnection.Answer;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Compares what came back with what must never come back. */
final class Judge {
    private final Findings findings;
    private final Map<String, Integer> statuses = new TreeMap<>();

    Judge(Findings findings) {
        this.findings = findings;
    }

    void judge(long number, FuzzCase fuzzCase, List<Answer> answers) {
        String shownBy = "case " + number + ": " + fuzzCase.printable();
        count(fuzzCase, answers);
        if (answers.isEmpty() && isOwed(fuzzCase)) {
            findings.add(fuzzCase.kind() + ": no answer", shownBy);
        }
        if (answers.size() > fuzzCase.mostAnswers()) {
            findings.add(fuzzCase.kind() + ": a body was read as a request", shownBy);
        }
        for (Answer each : answers) {
            judge(each, fuzzCase, shownBy);
        }
    }

    private void judge(Answer answer, FuzzCase fuzzCase, String shownBy) {
        if (isFault(answer)) {
            findings.add(fuzzCase.kind() + ": answered " + answer.status(), shownBy);
        }
        if (answer.head().contains("X-Injected")) {
            findings.add(fuzzCase.kind() + ": a header was injected", shownBy);
        }
        if (answer.head().contains("text/html") && answer.body().contains("<script>alert(1)")) {
            findings.add(fuzzCase.kind() + ": a page says what it was told", shownBy);
        }
        if (answer.head().contains("evil.example")) {
            findings.add(fuzzCase.kind() + ": leads elsewhere", shownBy);
        }
    }

    /** 503 asks to come back; that the store were away would be untrue, as nothing ails it. */
    private static boolean isFault(Answer answer) {
        return switch (answer.status()) {
            case 500, 504 -> true;
            case 502 -> !answer.body().contains("source-away");
            case 503 ->
                    !answer.head().toLowerCase(Locale.ROOT).contains("retry-after")
                            || answer.body().contains("store");
            default -> false;
        };
    }

    /** A sender that goes on with a body after it was refused may see a reset before the answer. */
    private static boolean isOwed(FuzzCase fuzzCase) {
        return switch (fuzzCase.demand()) {
            case ANSWER, HEAD_ONLY -> fuzzCase.bytes().length <= JsonMutator.MOST_BYTES;
            case ANSWER_OR_CLOSE, NOTHING -> false;
        };
    }

    private synchronized void count(FuzzCase fuzzCase, List<Answer> answers) {
        String family = fuzzCase.kind().split(" ", 2)[0];
        if (answers.isEmpty()) {
            statuses.merge(family + " closed", 1, Integer::sum);
        }
        answers.forEach(each -> statuses.merge(family + " " + each.status(), 1, Integer::sum));
    }

    synchronized Map<String, Integer> statuses() {
        return new TreeMap<>(statuses);
    }
}
