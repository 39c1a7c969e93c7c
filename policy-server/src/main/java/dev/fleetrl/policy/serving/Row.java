package dev.fleetrl.policy.serving;

import dev.fleetrl.contracts.Vec;
import dev.fleetrl.learning.Gaussian;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One row of a batch: a candidate of a question.
 *
 * @param noise where its flow starts, shape [H · A]
 */
record Row(PolicyQuery query, Vec noise) {
    /** All of a question; the first is the same however many there are. */
    static List<Row> of(PolicyQuery query, int candidates, int chunk) {
        SplittableRandom random = new SplittableRandom(query.noiseSeed());
        List<Row> rows = new ArrayList<>(candidates);
        for (int k = 0; k < candidates; k++) {
            rows.add(new Row(query, Vec.of(Gaussian.fill(new float[chunk], random))));
        }
        return rows;
    }

    /** What a question's choice is drawn with, evenly from [0, 1). */
    static double lot(PolicyQuery query) {
        return new SplittableRandom(query.noiseSeed()).split().nextDouble();
    }
}
