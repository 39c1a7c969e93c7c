package dev.fleetrl.local.study;

import dev.fleetrl.local.study.plan.Cell;
import dev.fleetrl.local.study.virtual.Worker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** A worker that runs one cell. */
final class CellProcess {
    private CellProcess() {}

    /** Fails with the cell's own reason. */
    static void run(StudyFolder folder, Cell cell, String commit, Consumer<String> lines)
            throws IOException, InterruptedException {
        Path log = folder.path().resolve("worker-" + cell.lane().replace('/', '-') + ".log");
        List<String> arguments = List.of(
                folder.path().toAbsolutePath().toString(),
                cell.task(),
                cell.variant(),
                Long.toString(cell.seed()),
                Integer.toString(cell.round()),
                commit);
        Worker.run(StudyWorkerMain.class, arguments, log, lines);
    }
}
