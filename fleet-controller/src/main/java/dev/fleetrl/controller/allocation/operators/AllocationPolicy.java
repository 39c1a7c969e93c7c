package dev.fleetrl.controller.allocation.operators;

import java.util.List;
import java.util.random.RandomGenerator;

/** Who should get a person first. */
public interface AllocationPolicy {
    /** Answers who needs one, most urgent first; who does not is left out. */
    List<Ranked> rank(List<Need> open, long nowMillis, RandomGenerator random);
}
