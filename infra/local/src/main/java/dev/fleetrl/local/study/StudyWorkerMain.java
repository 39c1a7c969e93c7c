package dev.fleetrl.local.study;

import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.local.study.plan.Cell;
import dev.fleetrl.local.study.plan.CellResult;
import dev.fleetrl.local.study.plan.Sizes;
import dev.fleetrl.local.study.virtual.SiteSettings;
import dev.fleetrl.local.study.virtual.ValueReference;
import dev.fleetrl.local.study.virtual.VirtualSite;
import dev.fleetrl.local.study.virtual.Worker;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** One cell in a process of its own, with one thread of TensorFlow. */
final class StudyWorkerMain {
    private StudyWorkerMain() {}

    /** Arguments: folder of the study, task, variant, seed, round, commit. */
    public static void main(String[] arguments) {
        Cell cell = new Cell(arguments[1], arguments[2], Long.parseLong(arguments[3]), Integer.parseInt(arguments[4]));
        Worker.work(() -> run(new StudyFolder(Path.of(arguments[0])), cell, arguments[5]));
    }

    private static void run(StudyFolder folder, Cell cell, String commit) throws IOException {
        Sizes sizes = folder.sizes(cell.task())
                .orElseThrow(() -> new IOException(folder.path() + " holds no study of " + cell.task()));
        Path data = Files.createDirectories(folder.data(cell));
        SiteSettings settings = SiteSettings.of(new TaskId(cell.task()));
        // Another study in this folder, or a worker whose parent was killed a moment ago, is waited for.
        try (FileChannel mine =
                        FileChannel.open(data.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                VirtualSite site = openWhenFree(mine, data, settings, commit)) {
            CellResult result = new Story(site, cell, sizes).tell(cell, commit);
            folder.keep(result);
        }
    }

    private static VirtualSite openWhenFree(FileChannel lock, Path data, SiteSettings settings, String commit)
            throws IOException {
        if (!lock.lock().isValid()) {
            throw new IOException(data + " cannot be locked");
        }
        return VirtualSite.open(data, settings, ValueReference.withThreads(1), Worker.reporter(), commit);
    }
}
