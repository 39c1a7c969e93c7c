package dev.fleetrl.robot.control;

import java.util.ArrayDeque;
import java.util.Deque;

/** How many steps answers lately took; the longest of the last ten is what the next is expected to take. */
public final class DelayWindow {
    private static final int SIZE = 10;

    private final Deque<Integer> delays = new ArrayDeque<>();

    public void add(int steps) {
        if (delays.size() == SIZE) {
            delays.removeFirst();
        }
        delays.addLast(steps);
    }

    /** In steps; before the first answer, one. */
    public int expected() {
        return delays.stream().mapToInt(Integer::intValue).max().orElse(1);
    }
}
