package dev.fleetrl.value.critic;

import dev.fleetrl.learning.ObservationBatch;

/**
 * One training batch.
 *
 * @param frames the reference's first, if there are any
 * @param first rows of the pairs' first frames; shape [P]
 * @param second rows of their second frames; shape [P]
 * @param targets c of each pair; shape [P]
 * @param doneRows frames that are labelled done or not; shape [D]
 * @param doneTargets 1 or 0; shape [D]
 */
@SuppressWarnings("ArrayRecordComponent") // handed to TensorFlow once and thrown away
record CriticLesson(
        ObservationBatch frames, int[] first, int[] second, float[] targets, int[] doneRows, float[] doneTargets) {}
