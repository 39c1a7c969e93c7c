package dev.fleetrl.local.cli;

import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.local.JsonFile;
import dev.fleetrl.local.UserError;
import dev.fleetrl.local.bench.BenchReport;
import dev.fleetrl.local.bench.Benches;
import dev.fleetrl.local.bench.Machine;
import dev.fleetrl.local.study.Plateau;
import dev.fleetrl.local.study.report.PlateauCurve;
import dev.fleetrl.local.study.report.PlateauPoint;
import dev.fleetrl.local.study.virtual.SiteSettings;
import dev.fleetrl.local.study.virtual.ValueReference;
import dev.fleetrl.local.study.virtual.VirtualSite;
import dev.fleetrl.local.study.virtual.Watcher;
import dev.fleetrl.simulation.Tasks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code fleetrl bench plateau}. */
@Command(
        name = "plateau",
        description = "A base policy's success against demonstrations and steps, and the expert's. Resumable.",
        mixinStandardHelpOptions = true)
final class PlateauCommand implements Callable<Integer> {
    private static final int MOST = 1000;

    @Option(names = "--task", paramLabel = "T", description = "default: ${DEFAULT-VALUE}")
    private String task = "pick";

    @Option(names = "--demos", paramLabel = "N", split = ",", description = "such as 15,30", required = true)
    private List<Integer> demonstrations = List.of();

    @Option(names = "--steps", paramLabel = "N", split = ",", description = "such as 2400,4800", required = true)
    private List<Integer> steps = List.of();

    @Option(names = "--evaluations", paramLabel = "N", description = "starts of each; default: ${DEFAULT-VALUE}")
    private int evaluations = 100;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            description = "trainings of each, with demonstrations of their own; default: ${DEFAULT-VALUE}")
    private int seeds = 1;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "goes on with what is there; default: .fleetrl/plateau-TASK")
    private @Nullable Path out;

    @Option(names = "--json", paramLabel = "FILE", description = "write the report there")
    private @Nullable Path json;

    @Override
    public Integer call() throws Exception {
        TaskId id = checked();
        Optional<JsonFile> file = Optional.ofNullable(json).map(JsonFile::new);
        Path folder = Files.createDirectories(out == null ? Path.of(".fleetrl", "plateau-" + task) : out);
        Machine machine = Machine.here();
        PlateauCurve curve;
        try (VirtualSite site = VirtualSite.open(
                folder, SiteSettings.of(id), ValueReference.withThreads(1), Watcher.NOBODY, Benches.commit())) {
            Plateau plateau = new Plateau(site, id, evaluations, seeds, System.out::println);
            List<PlateauPoint> points = plateau.run(demonstrations, steps);
            curve = new PlateauCurve(task, plateau.commits(), points);
        }
        BenchReport report = new BenchReport(
                "plateau",
                Benches.commit(),
                machine,
                curve.points().stream().map(point -> point.figure(task)).toList());
        System.out.print(report.table());
        file.ifPresent(f -> f.write(report));
        System.out.println("curve, for bench learning --plateau: " + PlateauFile.write(folder, curve));
        return 0;
    }

    private TaskId checked() {
        if (Stream.concat(demonstrations.stream(), Stream.of(evaluations, seeds))
                .anyMatch(n -> n < 1 || n >= MOST)) {
            throw new UserError("--demos, --evaluations and --seeds must be 1 to " + (MOST - 1));
        }
        if (steps.stream().anyMatch(n -> n < 1)) {
            throw new UserError("--steps must be at least 1");
        }
        try {
            return Tasks.byId(new TaskId(task)).id();
        } catch (IllegalArgumentException unknown) {
            throw new UserError(String.valueOf(unknown.getMessage()), unknown);
        }
    }
}
