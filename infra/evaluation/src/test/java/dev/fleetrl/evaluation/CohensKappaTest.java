package dev.fleetrl.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fleetrl.evaluation.CohensKappa.Pair;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class CohensKappaTest {
    /**
     * Of 50, both say yes to 20 and no to 15; the first alone says yes to 5, the second alone to 10. p_o = 35/50 = 0.7;
     * p_e = 25/50 · 30/50 + 25/50 · 20/50 = 0.5; κ = 0.2 / 0.5.
     */
    @Test
    void takesChanceOutOfTheAgreement() {
        CohensKappa kappa = CohensKappa.of(pairs(20, 5, 10, 15));

        assertThat(kappa.n()).isEqualTo(50);
        assertThat(kappa.agreed()).isEqualTo(35);
        assertThat(kappa.expected()).isCloseTo(0.5, within(1e-12));
        assertThat(kappa.value().orElseThrow()).isCloseTo(0.4, within(1e-12));
    }

    /** p_e = 1/2 · 1/2 + 1/2 · 1/2, and they never agree. */
    @Test
    void isMinusOneForTwoWhoSayTheOpposite() {
        assertThat(CohensKappa.of(pairs(0, 4, 4, 0)).value().orElseThrow()).isCloseTo(-1, within(1e-12));
    }

    /** Three kinds: p_o = 3/4; p_e = 2/4 · 1/4 + 1/4 · 2/4 + 1/4 · 1/4 = 5/16; κ = (12 − 5) / (16 − 5). */
    @Test
    void takesAnyNumberOfKinds() {
        List<Pair<String>> pairs =
                List.of(new Pair<>("s", "s"), new Pair<>("s", "f"), new Pair<>("f", "f"), new Pair<>("a", "a"));

        assertThat(CohensKappa.of(pairs).value().orElseThrow()).isCloseTo(7.0 / 11, within(1e-12));
    }

    @Test
    void saysNothingOfNothingOrOfAllAlike() {
        assertThat(CohensKappa.of(List.<Pair<String>>of()).value()).isEmpty();
        assertThat(CohensKappa.of(pairs(7, 0, 0, 0)).value()).isEmpty();
    }

    private static List<Pair<String>> pairs(int bothYes, int firstYes, int secondYes, int bothNo) {
        List<Pair<String>> pairs = new ArrayList<>(Collections.nCopies(bothYes, new Pair<>("yes", "yes")));
        pairs.addAll(Collections.nCopies(firstYes, new Pair<>("yes", "no")));
        pairs.addAll(Collections.nCopies(secondYes, new Pair<>("no", "yes")));
        pairs.addAll(Collections.nCopies(bothNo, new Pair<>("no", "no")));
        return pairs;
    }
}
