package dev.fleetrl.local.study;

import dev.fleetrl.local.UserError;
import dev.fleetrl.local.site.JavaCommand;
import dev.fleetrl.local.study.plan.Cell;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** A worker that runs one cell. */
final class CellProcess {
    private static final String HEAP = "3g";

    private CellProcess() {}

    /** Fails with the cell's own reason. */
    static void run(StudyFolder folder, Cell cell, String commit, Consumer<String> lines)
            throws IOException, InterruptedException {
        List<String> command = JavaCommand.of(StudyWorkerMain.class.getName(), HEAP, List.of());
        command.addAll(List.of(
                folder.path().toAbsolutePath().toString(),
                cell.task(),
                cell.variant(),
                Long.toString(cell.seed()),
                Integer.toString(cell.round()),
                commit));
        Path log = folder.path().resolve("worker-" + cell.lane().replace('/', '-') + ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        // Its stdin stays open as long as this process lives.
        Process process = builder.start();
        String last = "it said nothing";
        try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                if (line.startsWith(StudyWorkerMain.AT)) {
                    lines.accept(line.substring(StudyWorkerMain.AT.length()));
                } else {
                    last = line;
                }
            }
            if (process.waitFor() != 0) {
                throw new UserError(last);
            }
        } finally {
            process.destroyForcibly();
        }
    }
}
