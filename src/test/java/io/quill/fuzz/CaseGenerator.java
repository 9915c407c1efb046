package io.quill.fuzz;

import java.util.Random;

/** Makes cases; the same randomness gives the same case. */
interface CaseGenerator {
    FuzzCase next(Random random);
}
