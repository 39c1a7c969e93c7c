package dev.fleetrl.controller.api;

import dev.fleetrl.contracts.Cohort;
import dev.fleetrl.contracts.EpisodeManifest;
import dev.fleetrl.contracts.LabelRecord;
import dev.fleetrl.contracts.LabelRunId;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.controller.fleet.FleetState;
import dev.fleetrl.controller.ingest.Worker;
import dev.fleetrl.controller.metrics.CalibrationTable;
import dev.fleetrl.controller.metrics.EndingRow;
import dev.fleetrl.controller.metrics.EndingTable;
import dev.fleetrl.controller.metrics.GeneralisationRow;
import dev.fleetrl.controller.metrics.GeneralisationTable;
import dev.fleetrl.controller.metrics.LearningRow;
import dev.fleetrl.controller.metrics.LearningTable;
import dev.fleetrl.controller.metrics.ThroughputRow;
import dev.fleetrl.controller.metrics.ThroughputTable;
import dev.fleetrl.episodes.LabelStore;
import dev.fleetrl.evaluation.Forecast;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The figures, as JSON, or with {@code format=csv} for a notebook. */
final class MetricsResource {
    private static final long BOOTSTRAP_SEED = 1;

    private final FleetState state;
    private final SuccessForecasts forecasts;
    private final Worker worker;

    /** @param worker runs one call at a time */
    MetricsResource(FleetState state, LabelStore labels, Worker worker) {
        this.state = state;
        this.forecasts = new SuccessForecasts(labels);
        this.worker = worker;
    }

    Future<Reply> labelRuns(RoutingContext request) {
        return Reply.now(
                Answers.LabelRuns.class, new Answers.LabelRuns(state.labels().all()));
    }

    Future<Reply> throughput(RoutingContext request) {
        Predicate<TaskId> task = task(request);
        Predicate<Cohort> cohort = cohort(request);
        List<ThroughputRow> rows = ThroughputTable.of(state.countedEpisodes(), state.policies()::manifest).stream()
                .filter(row -> task.test(row.task()) && cohort.test(row.cohort()))
                .toList();
        return table(
                request,
                ThroughputRow.class,
                rows,
                () -> Reply.json(Answers.Throughput.class, new Answers.Throughput(rows)));
    }

    Future<Reply> endings(RoutingContext request) {
        Predicate<TaskId> task = task(request);
        Predicate<PolicyVersion> version = wanted(Query.parameter(request, "version", PolicyVersion::new));
        Predicate<Cohort> cohort = cohort(request);
        List<EndingRow> rows = EndingTable.of(state.countedEpisodes()).stream()
                .filter(row -> task.test(row.task()) && cohort.test(row.cohort()))
                .filter(row -> version.test(row.version()))
                .toList();
        return table(
                request, EndingRow.class, rows, () -> Reply.json(Answers.Endings.class, new Answers.Endings(rows)));
    }

    Future<Reply> learning(RoutingContext request) {
        Predicate<TaskId> task = task(request);
        Predicate<Cohort> cohort = cohort(request);
        List<LearningRow> rows = LearningTable.of(
                        state.countedEpisodes(),
                        state.rounds().rounds(),
                        state.policies()::manifest,
                        state.episodes()::review)
                .stream()
                .filter(row -> task.test(row.task()) && cohort.test(row.cohort()))
                .toList();
        return table(
                request, LearningRow.class, rows, () -> Reply.json(Answers.Learning.class, new Answers.Learning(rows)));
    }

    Future<Reply> generalisation(RoutingContext request) {
        Predicate<TaskId> task = task(request);
        List<GeneralisationRow> rows = GeneralisationTable.of(state.countedEpisodes()).stream()
                .filter(row -> task.test(row.task()))
                .toList();
        return table(
                request,
                GeneralisationRow.class,
                rows,
                () -> Reply.json(Answers.Generalisation.class, new Answers.Generalisation(rows)));
    }

    Future<Reply> calibration(RoutingContext request) {
        LabelRunId id = Query.parameter(request, "labels", LabelRunId::new)
                .orElseThrow(() -> ApiError.badRequest("say labels=RUN; GET /api/v1/label-runs lists them"));
        LabelRecord.Finished run = state.labels()
                .latest(id)
                .filter(LabelRecord.Finished.class::isInstance)
                .map(LabelRecord.Finished.class::cast)
                .orElseThrow(() ->
                        ApiError.notFound("label run " + id + " has not finished; GET /api/v1/label-runs lists them"));
        List<EpisodeManifest> episodes = state.episodes().all();
        Predicate<TaskId> task = task(request);
        boolean csv = isCsv(request);
        String query = query(request);
        return worker.call(() -> calibration(run, only(task, forecasts.of(id, episodes)), csv, query));
    }

    private static Reply calibration(
            LabelRecord.Finished run, SortedMap<TaskId, List<Forecast>> made, boolean csv, String query) {
        List<CalibrationTable.Bin> bins = CalibrationTable.bins(run.run(), made);
        return csv
                ? Csv.of(CalibrationTable.Bin.class, bins, query)
                : Reply.json(
                        Answers.Calibration.class,
                        new Answers.Calibration(
                                run.run(),
                                CalibrationTable.errors(made, new Random(BOOTSTRAP_SEED)),
                                bins,
                                run.metrics(),
                                run.flags()));
    }

    private static SortedMap<TaskId, List<Forecast>> only(
            Predicate<TaskId> task, SortedMap<TaskId, List<Forecast>> made) {
        SortedMap<TaskId, List<Forecast>> some = new TreeMap<>(made);
        some.keySet().removeIf(task.negate());
        return some;
    }

    private static <R extends Record> Future<Reply> table(
            RoutingContext request, Class<R> type, List<R> rows, Supplier<Reply> json) {
        return Future.succeededFuture(isCsv(request) ? Csv.of(type, rows, query(request)) : json.get());
    }

    private static boolean isCsv(RoutingContext request) {
        return Query.parameter(request, "format", MetricsResource::format)
                .orElse("json")
                .equals("csv");
    }

    private static String format(String name) {
        if (!name.equals("csv") && !name.equals("json")) {
            throw new IllegalArgumentException("format must be json or csv, not " + name);
        }
        return name;
    }

    private static String query(RoutingContext request) {
        return request.request().uri();
    }

    private static Predicate<TaskId> task(RoutingContext request) {
        return wanted(Query.parameter(request, "task", TaskId::new));
    }

    private static Predicate<Cohort> cohort(RoutingContext request) {
        return wanted(Query.parameter(request, "cohort", MetricsResource::cohort));
    }

    private static <T> Predicate<T> wanted(Optional<T> value) {
        return given -> value.map(given::equals).orElse(true);
    }

    private static Cohort cohort(String name) {
        return Arrays.stream(Cohort.values())
                .filter(cohort -> cohort.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "cohort must be one of " + Arrays.toString(Cohort.values()) + ", not " + name));
    }
}
