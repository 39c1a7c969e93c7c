package dev.fleetrl.local.study;

import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.local.UserError;
import dev.fleetrl.local.study.plan.Cell;
import dev.fleetrl.local.study.plan.CellResult;
import dev.fleetrl.local.study.plan.Sizes;
import dev.fleetrl.local.study.plan.StudyPlan;
import dev.fleetrl.local.study.plan.Variant;
import dev.fleetrl.local.study.report.Generalisation;
import dev.fleetrl.local.study.virtual.Collected;
import dev.fleetrl.local.study.virtual.Records;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * What a study leaves behind, and goes on from.
 *
 * <pre>
 *   {task}.json                                       the sizes, the same for all of its cells
 *   cells/{task}/{variant}/seed-{s}-round-{k}.json    one cell
 *   data/{task}/seed-{s}/                             the site of that seed: episodes, labels, policies; made anew, the same,
 *                                                     where a cell needs it and it is gone
 *   critics/{task}/seed-{s}/                          critics that were measured on that seed's policies
 *   suites/{task}/seed-{s}.json, .md, /               how its policies generalise, and the site where that was measured
 * </pre>
 */
public record StudyFolder(Path path) {
    /** Makes it where it is not there; refuses one that holds the same task with other sizes. */
    public static StudyFolder open(Path path, String task, Sizes sizes) throws IOException {
        try {
            Files.createDirectories(path);
        } catch (IOException e) {
            throw new UserError("cannot write to " + path + "; choose another folder with --out", e);
        }
        StudyFolder folder = new StudyFolder(path);
        Optional<Sizes> before = folder.sizes(task);
        if (before.isPresent() && !before.get().equals(sizes)) {
            throw new UserError(path + " holds another study of " + task + ", with " + before.get()
                    + "; choose another folder with --out, or its sizes with --base-steps and --steps");
        }
        Records.write(folder.sizesFile(task), Sizes.class, sizes);
        return folder;
    }

    /** Refuses one that holds no study of the task. */
    public static StudyFolder existing(Path path, String task) throws IOException {
        StudyFolder folder = new StudyFolder(path);
        if (folder.sizes(task).isEmpty()) {
            throw new UserError(path + " holds no study of " + task + "; name the folder of one with --out");
        }
        return folder;
    }

    Optional<Sizes> sizes(String task) {
        try {
            return Records.find(sizesFile(task), Sizes.class);
        } catch (IOException e) {
            throw new UserError(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * The cells of these that are done, in the same order.
     *
     * @param unreadable hears of cells that are there and cannot be read, and why
     */
    public Map<Cell, CellResult> results(List<Cell> cells, BiConsumer<Cell, String> unreadable) {
        Map<Cell, CellResult> results = new LinkedHashMap<>();
        for (Cell cell : cells) {
            try {
                find(cell).ifPresent(result -> results.put(cell, result));
            } catch (IOException e) {
                unreadable.accept(cell, String.valueOf(e.getMessage()));
            }
        }
        return results;
    }

    /** How many of a seed's demonstrations failed, of the seeds that have such; none where cells were kept without their data. */
    public Optional<Map<Long, Integer>> failedDemonstrations(StudyPlan plan) throws IOException {
        Map<Long, Integer> failed = new LinkedHashMap<>();
        for (long seed = plan.firstSeed(); seed < plan.firstSeed() + plan.seeds(); seed++) {
            Cell start = new Cell(plan.task(), Variant.START.name(), seed, 0);
            Path file = data(start).resolve("collections").resolve(Story.DEMONSTRATIONS + ".json");
            Optional<Collected> shown = Records.find(file, Collected.class);
            if (shown.isEmpty() && find(start).isPresent()) {
                return Optional.empty();
            }
            int failures = shown.map(StudyFolder::failures).orElse(0);
            if (failures > 0) {
                failed.put(seed, failures);
            }
        }
        return Optional.of(failed);
    }

    private static int failures(Collected collected) {
        return (int) collected.episodes().stream()
                .filter(episode -> episode.ending().outcome() != Outcome.SUCCESS)
                .count();
    }

    Optional<CellResult> find(Cell cell) throws IOException {
        return Records.find(file(cell), CellResult.class);
    }

    void keep(CellResult result) throws IOException {
        Records.write(file(result.cell()), CellResult.class, result);
    }

    Path data(Cell cell) {
        return path.resolve("data").resolve(cell.lane());
    }

    Path suites(Cell cell) {
        return path.resolve("suites").resolve(cell.lane());
    }

    Path critics(Cell cell) {
        return path.resolve("critics").resolve(cell.lane());
    }

    void keep(Generalisation answer) throws IOException {
        Records.write(suitesFile(answer.task(), answer.seed(), "json"), Generalisation.class, answer);
    }

    public Path suitesPage(Generalisation answer) {
        return suitesFile(answer.task(), answer.seed(), "md");
    }

    /** Of the seeds whose policies were tried in the suites. */
    public List<Generalisation> generalisations(String task, long firstSeed, int seeds) throws IOException {
        List<Generalisation> found = new ArrayList<>();
        for (long seed = firstSeed; seed < firstSeed + seeds; seed++) {
            Records.find(suitesFile(task, seed, "json"), Generalisation.class).ifPresent(found::add);
        }
        return found;
    }

    private Path suitesFile(String task, long seed, String end) {
        return path.resolve("suites").resolve(task).resolve("seed-" + seed + "." + end);
    }

    private Path file(Cell cell) {
        return path.resolve("cells").resolve(cell.file());
    }

    private Path sizesFile(String task) {
        return path.resolve(task + ".json");
    }
}
