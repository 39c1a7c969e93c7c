package dev.fleetrl.local.cli;

import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.local.Home;
import dev.fleetrl.local.JsonFile;
import dev.fleetrl.local.UserError;
import dev.fleetrl.local.bench.BenchReport;
import dev.fleetrl.local.bench.Benches;
import dev.fleetrl.local.bench.Machine;
import dev.fleetrl.local.study.Study;
import dev.fleetrl.local.study.StudyEvents;
import dev.fleetrl.local.study.StudyFolder;
import dev.fleetrl.local.study.plan.Cell;
import dev.fleetrl.local.study.plan.CellResult;
import dev.fleetrl.local.study.plan.StudyPlan;
import dev.fleetrl.local.study.plan.Variant;
import dev.fleetrl.local.study.report.Claim;
import dev.fleetrl.local.study.report.Page;
import dev.fleetrl.local.study.report.PlateauCurve;
import dev.fleetrl.local.study.report.StudyReport;
import dev.fleetrl.simulation.Tasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code fleetrl bench learning}. */
@Command(
        name = "learning",
        description =
                "Does RECAP learn more than the same steps or the same minutes of people would have brought? Resumable.",
        mixinStandardHelpOptions = true)
final class LearningCommand implements Callable<Integer> {
    private static final int MOST_SEEDS = 100;
    private static final int MOST_ROUNDS = 100;
    private static final int MOST_STEPS = 1_000_000;
    private static final int MOST_WORKERS = 64;

    @Option(names = "--task", paramLabel = "T", description = "default: ${DEFAULT-VALUE}")
    private String task = "pick";

    @Option(
            names = "--preset",
            description =
                    "smoke (minutes, measures nothing), headline (one round), full (three rounds, the claim) or suspects; default: ${DEFAULT-VALUE}")
    private StudyPlan.Preset preset = StudyPlan.Preset.HEADLINE;

    @Option(names = "--seeds", paramLabel = "N", description = "training seeds; default: the preset's")
    private @Nullable Integer seeds;

    @Option(
            names = "--rounds",
            paramLabel = "K",
            description = "of practice; after the last one all that is compared is measured; default: the preset's")
    private @Nullable Integer rounds;

    @Option(
            names = "--steps",
            paramLabel = "N",
            description = "gradient steps of each round's policy; needs an --out of its own; default: the task's")
    private @Nullable Integer steps;

    @Option(
            names = "--base-steps",
            paramLabel = "N",
            description = "gradient steps of the base; needs an --out of its own; default: the task's")
    private @Nullable Integer baseSteps;

    @Option(
            names = "--variants",
            paramLabel = "V",
            split = ",",
            description = "run these alone now, as the page calls them; default: all of the preset")
    private List<String> variants = List.of();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "goes on with what is there; default: .fleetrl/study-PRESET")
    private @Nullable Path out;

    @Option(names = "--json", paramLabel = "FILE", description = "write the report there")
    private @Nullable Path json;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "processes of one thread; 0 only writes the page of what is there; default: ${DEFAULT-VALUE}")
    private int workers = 2;

    @Option(names = "--report", paramLabel = "NAME", description = "write docs/results/NAME.md")
    private @Nullable String name;

    @Option(
            names = "--plateau",
            paramLabel = "FILE",
            description = "plateau.json of bench plateau --task T; the page shows whether its start is a fair one")
    private @Nullable Path plateau;

    @Override
    public Integer call() throws Exception {
        StudyPlan plan = plan();
        Optional<JsonFile> file = Optional.ofNullable(json).map(JsonFile::new);
        Optional<PlateauCurve> start = Optional.ofNullable(plateau).map(path -> PlateauFile.read(path, task));
        Machine machine = Machine.here();
        List<Cell> now = chosen(plan);
        StudyFolder folder = StudyFolder.open(folder(), task, plan.sizes());
        Map<Cell, String> failures = run(folder, now);
        Map<Cell, CellResult> results = folder.results(plan.complete().cells(), failures::put);
        StudyReport report = StudyReport.of(plan, results);
        System.out.print(report.table());
        Claim claim = new Claim(report, start);
        System.out.println(claim.verdict());
        report.place().ifPresent(System.out::println);
        failures.forEach((cell, reason) -> System.out.println(cell + " failed: " + reason));
        BenchReport figures = new BenchReport(
                "learning",
                Benches.commit(),
                machine,
                Stream.concat(report.figures().stream(), claim.figures().stream())
                        .toList());
        System.out.print(figures.table());
        file.ifPresent(f -> f.write(figures));
        String where = machine.cpu() + ", " + machine.cores() + " cores; this page by commit " + Benches.commit();
        Path written = pageFile(folder);
        Page page = new Page(
                name == null ? task : name,
                report,
                failures,
                start,
                folder.failedDemonstrations(plan),
                folder.generalisations(task, plan.firstSeed(), plan.seeds()),
                command(),
                where);
        keep(page, written);
        StudyEvents.write(written.resolveSibling(page.name() + "-tensorboard"), results.values());
        System.out.println("report: " + written + ", and beside it pictures and TensorBoard's events");
        return failures.keySet().stream().allMatch(LearningCommand::mayRefuse) ? 0 : 1;
    }

    private Map<Cell, String> run(StudyFolder folder, List<Cell> cells) throws IOException, InterruptedException {
        return workers == 0
                ? new LinkedHashMap<>()
                : new Study(folder, cells, Benches.commit(), System.out::println).run(workers);
    }

    /** That another recipe refuses its data is a finding; the headline and its controls must come out. */
    private static boolean mayRefuse(Cell cell) {
        Variant.Group group = Variant.named(cell.variant()).group();
        return group == Variant.Group.BASELINE || group == Variant.Group.ABLATION;
    }

    private StudyPlan plan() {
        if (workers < 0 || workers > MOST_WORKERS) {
            throw new UserError("--workers must be 0 to " + MOST_WORKERS);
        }
        within("--seeds", seeds, MOST_SEEDS);
        within("--rounds", rounds, MOST_ROUNDS);
        within("--base-steps", baseSteps, MOST_STEPS);
        within("--steps", steps, MOST_STEPS);
        if (name != null && !name.matches("[a-z0-9-]+")) {
            throw new UserError("--report must be small letters, digits and hyphens");
        }
        try {
            Tasks.byId(new TaskId(task));
        } catch (IllegalArgumentException unknown) {
            throw new UserError(String.valueOf(unknown.getMessage()), unknown);
        }
        StudyPlan plan = StudyPlan.of(task, preset);
        plan = seeds == null ? plan : plan.withSeeds(seeds);
        plan = rounds == null ? plan : plan.withRounds(rounds);
        plan = baseSteps == null ? plan : plan.withBaseSteps(baseSteps);
        return steps == null ? plan : plan.withExtraSteps(steps);
    }

    private static void within(String option, @Nullable Integer value, int most) {
        if (value != null && (value < 1 || value > most)) {
            throw new UserError(option + " must be 1 to " + most);
        }
    }

    private List<Cell> chosen(StudyPlan plan) {
        Set<String> there = plan.cells().stream().map(Cell::variant).collect(Collectors.toCollection(TreeSet::new));
        for (String variant : variants) {
            if (!there.contains(variant)) {
                throw new UserError(
                        "--variants: no " + variant + " in this study; choose of " + String.join(", ", there));
            }
        }
        return plan.cells().stream()
                .filter(cell -> variants.isEmpty() || variants.contains(cell.variant()))
                .toList();
    }

    private Path folder() {
        return out == null ? Path.of(".fleetrl", "study-" + preset.name().toLowerCase(Locale.ROOT)) : out;
    }

    private Path pageFile(StudyFolder folder) {
        return name == null
                ? folder.path().resolve(task + ".md")
                : Home.folder().resolve("docs/results").resolve(name + ".md");
    }

    /** The pictures first, so that a page never shows what is not there. */
    private static void keep(Page page, Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        for (Map.Entry<String, String> picture : page.pictures().entrySet()) {
            Files.writeString(file.resolveSibling(picture.getKey()), picture.getValue());
        }
        Files.writeString(file, page.markdown());
    }

    private String command() {
        return "./fleetrl bench learning --task " + task + " --preset "
                + preset.name().toLowerCase(Locale.ROOT)
                + (seeds == null ? "" : " --seeds " + seeds)
                + (rounds == null ? "" : " --rounds " + rounds)
                + (baseSteps == null ? "" : " --base-steps " + baseSteps)
                + (steps == null ? "" : " --steps " + steps)
                + (out == null ? "" : " --out " + named(out, "DIR"))
                + (plateau == null ? "" : " --plateau " + named(plateau, "FILE"))
                + (name == null ? "" : " --report " + name);
    }

    /** A page is for other machines too: what lies outside the working folder is not theirs. */
    private static String named(Path path, String otherwise) {
        return path.isAbsolute() ? otherwise : path.toString();
    }
}
