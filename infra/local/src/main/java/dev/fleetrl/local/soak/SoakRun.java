package dev.fleetrl.local.soak;

import dev.fleetrl.episodes.FileTree;
import dev.fleetrl.local.bench.Benches;
import dev.fleetrl.local.bench.Machine;
import dev.fleetrl.local.demo.ProgressLine;
import dev.fleetrl.local.soak.SoakReport.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** One soak over a range of seeds, each seed by itself on one of several threads. */
public final class SoakRun {
    private static final System.Logger LOG = System.getLogger(SoakRun.class.getName());
    private static final double NANOS_A_SECOND = 1e9;

    private static final Path IN_MEMORY = Path.of("/dev/shm");

    private final Soak soak;
    private final Settings settings;
    private final ProgressLine progress;
    private final Map<String, Long> seen = new TreeMap<>();
    private final List<Failure> failures = new ArrayList<>();
    private long next;
    private long done;

    /**
     * What is asked for.
     *
     * @param from the first seed
     * @param seeds how many
     * @param workers threads
     * @param stopAtFailure seeds that have begun are still run to their end
     */
    public record Settings(long from, long seeds, int workers, boolean stopAtFailure) {}

    public SoakRun(Soak soak, Settings settings, ProgressLine progress) {
        this.soak = soak;
        this.settings = settings;
        this.progress = progress;
        next = settings.from();
    }

    /** Runs them all; a seed that fails is told of at once and does not stop the others unless asked to. */
    public SoakReport run() throws IOException, InterruptedException {
        Machine before = Machine.here();
        long start = System.nanoTime();
        Path folder = scratch();
        Thread leave = new Thread(() -> delete(folder));
        Runtime.getRuntime().addShutdownHook(leave);
        progress.begin("soak " + soak.name());
        try {
            ExecutorService workers = Executors.newFixedThreadPool(settings.workers());
            for (int i = 0; i < settings.workers(); i++) {
                workers.execute(() -> work(folder));
            }
            workers.shutdown();
            while (!workers.awaitTermination(1, TimeUnit.DAYS)) {
                progress.note("still at it");
            }
        } finally {
            delete(folder);
            var unused = Runtime.getRuntime().removeShutdownHook(leave);
        }
        return report(before, (System.nanoTime() - start) / NANOS_A_SECOND);
    }

    /** Interrupted, workers may still write; what they leave then is small. */
    private static void delete(Path folder) {
        try {
            FileTree.delete(folder);
        } catch (IOException | UncheckedIOException stillWritten) {
            LOG.log(System.Logger.Level.WARNING, "left in " + folder, stillWritten);
        }
    }

    /** In memory where the system has such a folder: thousands of seeds need not wait for a disk. */
    private static Path scratch() throws IOException {
        boolean inMemory = Files.isDirectory(IN_MEMORY) && Files.isWritable(IN_MEMORY);
        return inMemory
                ? Files.createTempDirectory(IN_MEMORY, "fleetrl-soak")
                : Files.createTempDirectory("fleetrl-soak");
    }

    private void work(Path folder) {
        for (long seed = take(); seed >= 0; seed = take()) {
            try {
                held(run(seed, Files.createDirectory(folder.resolve(Long.toString(seed)))));
            } catch (Throwable broken) { // of any kind: it is what a soak is for
                failed(seed, broken);
            }
        }
    }

    /** The next seed; negative where there is none. */
    private synchronized long take() {
        boolean over = next >= settings.from() + settings.seeds();
        boolean stopped = settings.stopAtFailure() && !failures.isEmpty();
        return over || stopped ? -1 : next++;
    }

    private Map<String, Integer> run(long seed, Path folder) throws Exception {
        Map<String, Integer> what = soak.run(seed, folder);
        FileTree.delete(folder);
        return what;
    }

    private synchronized void held(Map<String, Integer> what) {
        what.forEach((name, often) -> seen.merge(name, (long) often, Long::sum));
        done();
    }

    private synchronized void failed(long seed, Throwable broken) {
        failures.add(new Failure(seed, broken.toString()));
        progress.note("seed " + seed + ": " + broken + "\n  alone: ./fleetrl soak " + soak.name() + " --seeds 1 --from "
                + seed);
        done();
    }

    private void done() {
        done++;
        String failed = failures.isEmpty() ? "" : ", " + failures.size() + " failed";
        progress.at((double) done / settings.seeds(), done + " of " + settings.seeds() + " seeds" + failed, -1);
    }

    private synchronized SoakReport report(Machine before, double seconds) {
        progress.done(done + " seeds, " + failures.size() + " failed");
        failures.sort(Comparator.comparingLong(Failure::seed));
        return new SoakReport(soak.name(), Benches.commit(), before, settings.from(), done, seconds, seen, failures);
    }
}
