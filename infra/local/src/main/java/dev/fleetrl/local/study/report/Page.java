package dev.fleetrl.local.study.report;

import dev.fleetrl.evaluation.InterventionRate;
import dev.fleetrl.evaluation.ReturnOnHumanEffort;
import dev.fleetrl.local.effort.OperatorTime;
import dev.fleetrl.local.study.plan.Cell;
import dev.fleetrl.local.study.plan.CellResult;
import dev.fleetrl.local.study.plan.Effort;
import dev.fleetrl.local.study.plan.Sizes;
import dev.fleetrl.local.study.plan.Variant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A study as a page in Markdown, with pictures beside it.
 *
 * @param name of its file, without its end; the pictures' names begin with it
 * @param failures why cells failed that were tried
 * @param plateau where the base stops learning; absent where it was not measured, or is not told
 * @param unlearned failed demonstrations by seed, of seeds that have any; absent where nobody knows any more
 * @param generalisations of the seeds whose policies were tried in other scenes
 * @param command that made it, and goes on with it
 * @param machine in words
 */
public record Page(
        String name,
        StudyReport report,
        Map<Cell, String> failures,
        Optional<PlateauCurve> plateau,
        Optional<Map<Long, Integer>> unlearned,
        List<Generalisation> generalisations,
        String command,
        String machine) {
    private static final double MINUTE = 60;
    private static final double HOUR = 3600;

    public Page {
        failures = Collections.unmodifiableMap(new LinkedHashMap<>(failures));
        unlearned = unlearned.map(seeds -> Collections.unmodifiableMap(new TreeMap<>(seeds)));
        generalisations = List.copyOf(generalisations);
    }

    /** The whole page. */
    public String markdown() {
        return "# Learning: " + report.plan().task() + "\n\n"
                + "Made by `" + command + "` on " + machine + ", cells and what they rest on by commit "
                + commits(report) + ".\n\n"
                + new Claim(report, plateau).verdict() + "\n\n"
                + report.place().map(place -> place + "\n\n").orElse("")
                + sizes(report)
                + failedDemonstrations()
                + plateau.map(this::start).orElse("")
                + "\n## Success, throughput and failures\n\n"
                + shown("bars", "Success and throughput after the last round")
                + shown("curves", "Success and throughput over rounds")
                + results(report)
                + failures(failures)
                + "\n## Human effort\n\n"
                + shown("effort", "Autonomous successes an operator minute, and interventions an episode, over rounds")
                + effort(report)
                + generalisation()
                + "\n## Where the time goes\n\n"
                + time(report);
    }

    /** In SVG, by the name of the file in which the page expects them. */
    public Map<String, String> pictures() {
        Map<String, String> pictures = new LinkedHashMap<>();
        pictures.put(file("bars"), StudyPictures.bars(report));
        pictures.put(file("curves"), StudyPictures.curves(report));
        pictures.put(file("effort"), StudyPictures.effort(report));
        plateau.ifPresent(curve -> pictures.put(file("plateau"), PlateauPicture.of(curve)));
        return pictures;
    }

    private String file(String picture) {
        return name + "-" + picture + ".svg";
    }

    private String shown(String picture, String words) {
        return "![" + words + "](" + file(picture) + ")\n\n";
    }

    /** A study that starts from a base which would still learn shows nothing. */
    private String start(PlateauCurve curve) {
        Sizes sizes = report.plan().sizes();
        return "\n## Is the start a fair one?\n\n"
                + shown("plateau", "The base's success against training steps and demonstrations")
                + curve.table()
                + String.format(
                        Locale.ROOT,
                        "%nMeasured by `./fleetrl bench plateau` at commit %s. The study's base has %d demonstrations and %d"
                                + " steps, %s.%n",
                        String.join(", ", curve.commits()),
                        sizes.demonstrations(),
                        sizes.baseSteps(),
                        curve.furtherSteps(sizes.demonstrations(), sizes.baseSteps()));
    }

    private static String commits(StudyReport report) {
        return report.rows().stream()
                .flatMap(row -> row.cells().stream())
                .flatMap(cell -> cell.commits().stream())
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static String sizes(StudyReport report) {
        Sizes sizes = report.plan().sizes();
        return String.format(
                Locale.ROOT,
                "Base: %d demonstrations, %d steps. Each of %d rounds: %d practice episodes, %d steps of the value function,"
                        + " %d of the policy, from the base. %d held-out starts a version, the same for all versions of a seed;"
                        + " nobody helps there. Success: all seeds together, with Wilson's interval over trainings. Ratios: geometric mean over"
                        + " seeds, with Student's 95 %% interval over seeds; none from one seed. Where a side has no success, half a success is"
                        + " added to both: a ratio of 1 may mean that nothing succeeded.%n",
                sizes.demonstrations(),
                sizes.baseSteps(),
                report.plan().rounds(),
                sizes.practice(),
                sizes.valueSteps(),
                sizes.extraSteps(),
                sizes.evaluation());
    }

    private String failedDemonstrations() {
        String seeds = unlearned
                .map(failed -> failed.entrySet().stream()
                        .map(seed -> seed.getValue() + " of seed " + seed.getKey())
                        .collect(Collectors.joining(", ")))
                .orElse("not known, for the study's data are not here");
        return "Demonstrations that failed, which no policy learns: " + (seeds.isEmpty() ? "none" : seeds) + ".\n";
    }

    private static String results(StudyReport report) {
        StringBuilder out = new StringBuilder(
                "| variant, round | seeds | success | seconds a success, median (90 %) | an hour, active | an hour, gross |"
                        + " active throughput to start | gross throughput to start | failures to start |"
                        + " RECAP's active throughput to it |\n|---|---|---|---|---|---|---|---|---|---|\n");
        report.rows()
                .forEach(row -> out.append("| ")
                        .append(String.join(" | ", report.columns(row)))
                        .append(" |\n"));
        return out.append(String.format(
                        Locale.ROOT,
                        "%nActive: the time in which the policy acted. Gross: from an episode's beginning to its end by the robot's"
                                + " clock, with holds and with waiting for the policy's answers, and a stated %.0f s of reset.%n",
                        OperatorTime.RESET_SECONDS))
                .append(
                        "control-steps is one training, the same beside every round; control-demos has the minutes of all rounds,"
                                + " and stands beside the last; control-demos-help those of helping alone, as where a cell resets itself.\n")
                .append(continued(report))
                .append(aborted(report))
                .toString();
    }

    private static String continued(StudyReport report) {
        return report.plan().rounds() == 1
                ? ""
                : "recap-continue starts from the round before: after k rounds it has had k times the extra steps of RECAP.\n";
    }

    private static String aborted(StudyReport report) {
        String rows = report.rows().stream()
                .filter(row -> row.aborted() > 0)
                .map(row -> StudyReport.name(row) + " " + row.aborted() + " of " + (row.trials() + row.aborted()))
                .collect(Collectors.joining("; "));
        return "Evaluation starts that came to no verdict, and count in no rate: " + (rows.isEmpty() ? "none" : rows)
                + ".\n";
    }

    private static String failures(Map<Cell, String> failures) {
        return failures.entrySet().stream()
                .map(failure -> "\n" + failure.getKey() + " failed: " + failure.getValue() + "\n")
                .collect(Collectors.joining());
    }

    private String generalisation() {
        return generalisations.stream()
                .map(tried -> "\n## Generalisation, seed " + tried.seed() + "\n\n" + tried.markdown("###"))
                .collect(Collectors.joining());
    }

    private static String effort(StudyReport report) {
        StringBuilder out =
                new StringBuilder("| variant, round | episodes | operator minutes | of these resets | with watching |"
                        + " autonomous successes a minute | interventions an episode | share of steps driven |\n"
                        + "|---|---|---|---|---|---|---|---|\n");
        Effort practice = Effort.NONE;
        for (Row row : report.rows()) {
            List<Effort> efforts = row.cells().stream()
                    .map(CellResult::effort)
                    .filter(effort -> effort.episodes() > 0)
                    .toList();
            if (!efforts.isEmpty()) {
                Effort together = efforts.stream().reduce(Effort.NONE, Effort::plus);
                practice = row.variant().equals(Variant.RECAP.name()) ? practice.plus(together) : practice;
                out.append(effort(StudyReport.name(row), together));
            }
        }
        return out.append(String.format(
                        Locale.ROOT,
                        "%nOperator minutes: helping, with %.0f s of reaching each time; demonstrating; and a stated %.0f s of reset for"
                                + " every episode of either kind. These the matched control is given. With watching: all of a"
                                + " supervised episode. RECAP's practice of round k is driven by what round k-1 left; a control's minutes are those of all rounds.%s%n",
                        OperatorTime.REACTION_SECONDS,
                        OperatorTime.RESET_SECONDS,
                        watched(practice)))
                .toString();
    }

    private static String watched(Effort practice) {
        return practice.operatorSeconds() == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        " Were the watching counted too, the control would have %.1f times as many demonstrations (ADR 23).",
                        practice.attendedSeconds() / practice.operatorSeconds());
    }

    private static String effort(String name, Effort effort) {
        double minutes = effort.operatorSeconds() / MINUTE;
        InterventionRate rate = new InterventionRate(
                effort.episodes(),
                effort.intervenedEpisodes(),
                effort.interventions(),
                effort.correctionSteps(),
                effort.steps(),
                effort.robotSeconds() / HOUR);
        return String.format(
                Locale.ROOT,
                "| %s | %d | %.1f | %.1f | %.1f | %.2f | %.2f | %.3f |%n",
                name,
                effort.episodes(),
                minutes,
                effort.episodes() * OperatorTime.RESET_SECONDS / MINUTE,
                effort.attendedSeconds() / MINUTE,
                new ReturnOnHumanEffort(effort.autonomousSuccesses(), minutes).perMinute(),
                rate.perEpisode(),
                rate.stepShare());
    }

    /** Mean seconds a cell. */
    private static String time(StudyReport report) {
        StringBuilder out = new StringBuilder("| variant, round | seconds of a cell, by stage |\n|---|---|\n");
        for (Row row : report.rows()) {
            if (row.wasRun()) {
                out.append("| ").append(StudyReport.name(row)).append(" | ");
                out.append(stages(row).entrySet().stream()
                        .map(stage -> String.format(Locale.ROOT, "%s %.1f", stage.getKey(), stage.getValue()))
                        .collect(Collectors.joining(", ")));
                out.append(" |\n");
            }
        }
        return out.toString();
    }

    private static Map<String, Double> stages(Row row) {
        Map<String, Double> mean = new TreeMap<>();
        for (CellResult cell : row.cells()) {
            cell.seconds()
                    .forEach((stage, seconds) ->
                            mean.merge(stage, seconds / row.cells().size(), Double::sum));
        }
        return mean;
    }
}
