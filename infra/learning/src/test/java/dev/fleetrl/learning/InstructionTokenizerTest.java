package dev.fleetrl.learning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class InstructionTokenizerTest {
    @Test
    void readsWordsWhateverTheirCaseAndPunctuation() {
        assertThat(InstructionTokenizer.tokens("Put the RED cube into the bin!"))
                .containsExactly(InstructionTokenizer.tokens("put the red cube, into the bin"));
    }

    /** A trained policy depends on these numbers. */
    @Test
    void givesEachWordTheSameNumberForEver() {
        assertThat(InstructionTokenizer.tokens("pick red"))
                .startsWith(PICK, RED, 0, 0)
                .hasSize(12);
    }

    private static final int PICK = 536;
    private static final int RED = 525;

    @Test
    void cutsLongInstructions() {
        int[] tokens = InstructionTokenizer.tokens("a b c d e f g h i j k l m n");

        assertThat(tokens).hasSize(12).doesNotContain(InstructionTokenizer.PADDING);
    }

    @Test
    void tellsTheWordsOfOurTasksApart() {
        List<String> words = List.of(
                "put", "the", "red", "green", "blue", "yellow", "cube", "into", "bin", "pick", "up", "place", "stack",
                "on", "left", "right", "push", "open", "drawer", "peg", "hole", "insert", "tray", "and");

        assertThat(words.stream()
                        .map(word -> InstructionTokenizer.tokens(word)[0])
                        .collect(Collectors.toSet()))
                .hasSameSizeAs(words);
        assertThat(Arrays.stream(InstructionTokenizer.tokens(""))).containsOnly(InstructionTokenizer.PADDING);
    }
}
