package dev.fleetrl.local.study;

import dev.fleetrl.local.study.plan.Cell;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Hands out cells in their order, but never two of one lane at once: they share a data folder. */
final class CellQueue {
    private final List<Cell> waiting;
    private final Set<String> busy = new HashSet<>();

    CellQueue(List<Cell> cells) {
        waiting = new ArrayList<>(cells);
    }

    /** Waits while every lane that has cells left is busy; none when no cell is left. */
    synchronized Optional<Cell> take() throws InterruptedException {
        while (true) {
            Optional<Cell> next =
                    waiting.stream().filter(cell -> !busy.contains(cell.lane())).findFirst();
            if (next.isPresent()) {
                waiting.remove(next.get());
                busy.add(next.get().lane());
                return next;
            }
            if (waiting.isEmpty()) {
                return Optional.empty();
            }
            wait();
        }
    }

    synchronized void done(Cell cell) {
        busy.remove(cell.lane());
        notifyAll();
    }
}
