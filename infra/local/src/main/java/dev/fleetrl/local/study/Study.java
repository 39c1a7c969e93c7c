package dev.fleetrl.local.study;

import dev.fleetrl.local.UserError;
import dev.fleetrl.local.study.plan.Cell;
import dev.fleetrl.local.study.plan.CellResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Runs the cells of a study that are not done yet, in worker processes. */
public final class Study {
    private final StudyFolder folder;
    private final List<Cell> cells;
    private final String commit;
    private final Consumer<String> lines;
    private final Map<Cell, String> failures = new TreeMap<>(Comparator.comparing(Cell::toString));
    private int done;
    private int ranHere;

    /**
     * Starts nothing.
     *
     * @param cells in their order
     * @param commit that is kept with each cell
     * @param lines hears how far the study is
     */
    public Study(StudyFolder folder, List<Cell> cells, String commit, Consumer<String> lines) {
        this.folder = folder;
        this.cells = List.copyOf(cells);
        this.commit = commit;
        this.lines = lines;
    }

    /** Answers why cells failed; the others are there. A cell that fails, or cannot be read, does not keep the others from running. */
    public Map<Cell, String> run(int workers) throws IOException, InterruptedException {
        Map<Cell, CellResult> before = folder.results(cells, this::fail);
        List<Cell> missing = cells.stream()
                .filter(cell -> !before.containsKey(cell) && !failures.containsKey(cell))
                .toList();
        done = cells.size() - missing.size();
        lines.accept(cells.size() + " cells, " + missing.size() + " still to run");
        CellQueue queue = new CellQueue(missing);
        Pace pace = new Pace(System.nanoTime(), cells.size(), workers);
        ExecutorService threads = Executors.newFixedThreadPool(workers);
        try {
            List<Future<?>> working = new ArrayList<>();
            for (int i = 0; i < workers; i++) {
                working.add(threads.submit(() -> {
                    work(queue, pace);
                    return null;
                }));
            }
            for (Future<?> worker : working) {
                worker.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("a worker of the study failed: " + e.getCause(), e);
        } finally {
            threads.shutdownNow();
        }
        return failures;
    }

    private void work(CellQueue queue, Pace pace) throws InterruptedException {
        for (var cell = queue.take(); cell.isPresent(); cell = queue.take()) {
            Cell running = cell.get();
            try {
                CellProcess.run(folder, running, commit, said -> lines.accept("  " + running + ": " + said));
                CellResult result = folder.find(running).orElseThrow();
                tell(
                        running,
                        pace,
                        result.successes() + " of " + result.trials().size() + " succeeded");
            } catch (IOException | UserError e) {
                fail(running, String.valueOf(e.getMessage()));
                tell(running, pace, "FAILED: " + e.getMessage());
            } finally {
                queue.done(running);
            }
        }
    }

    private synchronized void fail(Cell cell, String reason) {
        failures.put(cell, reason);
    }

    private synchronized void tell(Cell cell, Pace pace, String how) {
        done++;
        ranHere++;
        lines.accept("[" + done + "/" + pace.cells() + "] " + cell + ": " + how
                + pace.left(System.nanoTime(), done, ranHere));
    }

    /** How long still, as if all cells took as long as those so far. */
    record Pace(long startNanos, int cells, int workers) {
        private static final double NANOS_A_MINUTE = 60e9;

        String left(long nowNanos, int done, int ranHere) {
            double minutes = (nowNanos - startNanos) / NANOS_A_MINUTE / ranHere * (cells - done);
            return cells == done ? "" : String.format(Locale.ROOT, "; about %.0f min still", Math.ceil(minutes));
        }
    }
}
