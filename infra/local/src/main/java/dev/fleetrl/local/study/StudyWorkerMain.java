package dev.fleetrl.local.study;

import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.local.study.plan.Cell;
import dev.fleetrl.local.study.plan.CellResult;
import dev.fleetrl.local.study.plan.Sizes;
import dev.fleetrl.local.study.virtual.SiteSettings;
import dev.fleetrl.local.study.virtual.ValueReference;
import dev.fleetrl.local.study.virtual.VirtualSite;
import dev.fleetrl.local.study.virtual.Watcher;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** One cell in a process of its own, with one thread of TensorFlow. Ends when its stdin closes. */
final class StudyWorkerMain {
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final int FAILED = 1;

    /** Begins a line that says how far the cell is. */
    static final String AT = "at ";

    private StudyWorkerMain() {}

    /** Arguments: folder of the study, task, variant, seed, round, commit. The last line printed is the reason of a failure. */
    public static void main(String[] arguments) {
        Thread lifeline = new Thread(StudyWorkerMain::endWithParent, "lifeline");
        lifeline.setDaemon(true);
        lifeline.start();
        Cell cell = new Cell(arguments[1], arguments[2], Long.parseLong(arguments[3]), Integer.parseInt(arguments[4]));
        try {
            run(new StudyFolder(Path.of(arguments[0])), cell, arguments[5]);
        } catch (IOException | RuntimeException e) {
            e.printStackTrace();
            System.out.println(
                    String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason"));
            System.exit(FAILED);
        }
        System.exit(0);
    }

    private static void endWithParent() {
        try {
            while (System.in.read() >= 0) {
                // Nothing is said here; only the end matters.
            }
        } catch (IOException closed) {
            Runtime.getRuntime().halt(FAILED);
        }
        Runtime.getRuntime().halt(FAILED);
    }

    private static void run(StudyFolder folder, Cell cell, String commit) throws IOException {
        Sizes sizes = folder.sizes(cell.task())
                .orElseThrow(() -> new IOException(folder.path() + " holds no study of " + cell.task()));
        Path data = Files.createDirectories(folder.data(cell));
        SiteSettings settings = SiteSettings.of(new TaskId(cell.task()));
        // Another study in this folder, or a worker whose parent was killed a moment ago, is waited for.
        try (FileChannel mine =
                        FileChannel.open(data.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                VirtualSite site = openWhenFree(mine, data, settings)) {
            CellResult result = new Story(site, cell, sizes).tell(cell, commit);
            folder.keep(result);
        }
    }

    private static VirtualSite openWhenFree(FileChannel lock, Path data, SiteSettings settings) throws IOException {
        if (!lock.lock().isValid()) {
            throw new IOException(data + " cannot be locked");
        }
        return VirtualSite.open(data, settings, ValueReference.withThreads(1), reporter());
    }

    private static Watcher reporter() {
        long[] next = {System.nanoTime() + QUIET_NANOS};
        return (doing, done, total) -> {
            if (System.nanoTime() - next[0] >= 0) {
                next[0] = System.nanoTime() + QUIET_NANOS;
                System.out.println(AT + String.format(Locale.ROOT, "%s, %d of %d", doing, done, total));
            }
        };
    }
}
