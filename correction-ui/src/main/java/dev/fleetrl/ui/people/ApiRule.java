package dev.fleetrl.ui.people;

import dev.fleetrl.contracts.RobotId;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one must be allowed to do for a call of the API, and what it is called in the audit. What is not named here is for
 * admins if it writes, and for whoever may read if it does not.
 *
 * @param right none: nobody may, whoever they are
 * @param action what a write is called in the audit
 * @param robot what it is about, if a robot
 * @param subject what it is about otherwise: the path below {@code /api/v1/}
 */
public record ApiRule(Optional<Right> right, String action, Optional<RobotId> robot, Optional<String> subject) {
    private static final String BELOW = "/api/v1/";
    private static final String ROBOT = "robot";
    private static final String ID = "[^/]+";
    private static final String ROBOT_ID = "(?<robot>[A-Za-z0-9_-][A-Za-z0-9_.:-]{0,127})";

    private static final List<Line> LINES = List.of(
            line("GET", "healthz|openapi\\.yaml", Right.GREET, ""),
            line("GET", "site|robots|robots/" + ID + "|help", Right.WATCH, ""),
            line("GET", "audit(/.*)?", Right.AUDIT, ""),
            // They bring a token, or a signature by the present certificate.
            line("POST", "certificates(/renewal)?", Right.GREET, "certify"),
            line("POST", "help/" + ROBOT_ID + "/claim", Right.OPERATE, "claim-help"),
            line("POST", "help/" + ROBOT_ID + "/release", Right.OPERATE, "give-up-help"),
            line("POST", "help/" + ROBOT_ID + "/escalate", Right.OPERATE, "pass-on-help"),
            // A person shows a task; the controller holds that they do so under their own name.
            line("PUT", "collections/shown-" + ID, Right.OPERATE, "show"),
            line("POST", "collections/shown-" + ID + "/withdraw", Right.OPERATE, "show-enough"),
            line("PUT", "collections/" + ID, Right.RESEARCH, "collect"),
            line("POST", "collections/" + ID + "/withdraw", Right.RESEARCH, "withdraw"),
            line("PUT", "rounds/" + ID, Right.RESEARCH, "round"),
            line("POST", "rounds/" + ID + "/stop", Right.RESEARCH, "stop-round"),
            line("POST", "policies/" + ID + "/publish", Right.RESEARCH, "publish"),
            line("PUT", "rollouts/" + ID + "/" + ID, Right.RESEARCH, "roll-out"),
            // Back to what ran before is never wrong to ask for.
            line("POST", "rollouts/" + ID + "/" + ID + "/rollback", Right.OPERATE, "roll-back"),
            line("POST", "episodes/" + ID + "/verdicts", Right.LABEL, "relabel"),
            line("PUT", "episodes/" + ID + "/exclusion", Right.RESEARCH, "exclude"),
            line("POST", "robots/" + ROBOT_ID + "/enrolment", Right.ADMINISTER, "enrol"));

    private record Line(Pattern method, Pattern path, Right right, String action) {}

    private static Line line(String method, String path, Right right, String action) {
        return new Line(Pattern.compile(method), Pattern.compile(path), right, action);
    }

    /**
     * The rule for a call.
     *
     * @param path decoded and normalised
     */
    public static ApiRule of(String method, String path) {
        boolean reads = method.equals("GET") || method.equals("HEAD");
        String below = path.startsWith(BELOW) ? path.substring(BELOW.length()) : path;
        if (!reads && below.matches("audit(/.*)?")) {
            return new ApiRule(Optional.empty(), "audit", Optional.empty(), Optional.of(below));
        }
        for (Line line : LINES) {
            Matcher found = line.path().matcher(below);
            if (line.method().matcher(method).matches() && found.matches()) {
                Optional<RobotId> robot = line.path().pattern().contains("<robot>")
                        ? Optional.of(new RobotId(found.group(ROBOT)))
                        : Optional.empty();
                return new ApiRule(
                        Optional.of(line.right()),
                        line.action(),
                        robot,
                        robot.isPresent() ? Optional.empty() : Optional.of(below));
            }
        }
        return new ApiRule(
                Optional.of(reads ? Right.READ : Right.ADMINISTER), "write", Optional.empty(), Optional.of(below));
    }

    /** Nothing where the person may; otherwise why not. */
    public Optional<String> refusal(Person person) {
        return right.isEmpty() ? Optional.of("the site alone writes this") : person.refusal(right.get());
    }
}
