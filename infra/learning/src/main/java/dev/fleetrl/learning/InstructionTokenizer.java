package dev.fleetrl.learning;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Words to numbers, by a fixed hash: a new word needs no new vocabulary, and every version of the software agrees on it.
 * Two words may fall together; of the few that instructions use, none of ours do.
 */
public final class InstructionTokenizer {
    /** Tokens of an instruction; longer ones are cut, shorter ones are filled with {@link #PADDING}. */
    public static final int LENGTH = 12;

    public static final int VOCABULARY = 1024;
    public static final int PADDING = 0;

    private InstructionTokenizer() {}

    public static int[] tokens(String instruction) {
        int[] tokens = new int[LENGTH];
        int n = 0;
        for (String word : instruction.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", -1)) {
            if (!word.isEmpty() && n < LENGTH) {
                tokens[n++] = 1 + Math.floorMod(fnv1a(word), VOCABULARY - 1);
            }
        }
        return tokens;
    }

    private static int fnv1a(String word) {
        int hash = 0x811C9DC5;
        for (byte b : word.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xFF)) * 0x01000193;
        }
        return hash;
    }
}
