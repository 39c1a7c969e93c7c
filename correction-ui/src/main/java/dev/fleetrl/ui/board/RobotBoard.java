package dev.fleetrl.ui.board;

import dev.fleetrl.contracts.Birth;
import dev.fleetrl.contracts.Connection;
import dev.fleetrl.contracts.HelpRequest;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.RobotState;
import dev.fleetrl.contracts.TaskProgress;
import dev.fleetrl.ui.protocol.UiEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The robots of the site, each as it was last heard of. A copy for showing: nothing is decided from it.
 *
 * <p>Each method answers what tablets must be told.
 */
public final class RobotBoard {
    private final long staleAfterMillis;
    private final long forgetAfterMillis;
    private final Map<RobotId, Seen> robots = new LinkedHashMap<>();

    /**
     * @param staleAfterMillis how long a state counts as live; three periods of the slowest robot
     * @param forgetAfterMillis how long a silent robot stays on the wall
     */
    public RobotBoard(long staleAfterMillis, long forgetAfterMillis) {
        this.staleAfterMillis = staleAfterMillis;
        this.forgetAfterMillis = forgetAfterMillis;
    }

    public UiEvent.Robot on(Birth birth, long nowMillis) {
        Seen seen = seen(birth.robot(), nowMillis);
        seen.birth = birth;
        return seen.tell(nowMillis);
    }

    public UiEvent.Robot on(Connection connection, long nowMillis) {
        Seen seen = seen(connection.robot(), nowMillis);
        seen.connection = connection;
        return seen.tell(nowMillis);
    }

    /** Nothing is told of a state that is older than the one shown. */
    public Optional<UiEvent.Robot> on(RobotState state, long nowMillis) {
        Seen seen = seen(state.robot(), nowMillis);
        RobotState shown = seen.state;
        if (shown != null && shown.session().equals(state.session()) && shown.sequence() >= state.sequence()) {
            return Optional.empty();
        }
        seen.state = state;
        seen.stateAtMillis = nowMillis;
        if (seen.help != null && isAnswered(seen.help, state)) {
            seen.help = null;
        }
        return Optional.of(seen.tell(nowMillis));
    }

    public UiEvent.Robot on(HelpRequest help, long nowMillis) {
        Seen seen = seen(help.robot(), nowMillis);
        seen.help = help;
        return seen.tell(nowMillis);
    }

    /** Nothing is told of what comes late, or of a robot that nobody hears: it is the critic who speaks. */
    public Optional<UiEvent.Progress> on(TaskProgress progress) {
        Seen seen = robots.get(progress.robot());
        if (seen == null) {
            return Optional.empty();
        }
        ProgressCurve shown = seen.curve;
        ProgressCurve curve =
                shown != null && shown.isOf(progress.episode()) ? shown : new ProgressCurve(progress.episode());
        seen.curve = curve;
        return curve.add(progress) ? Optional.of(curve.tell()) : Optional.empty();
    }

    /** Robots that went stale, or were forgotten, since the last call. */
    public List<UiEvent> tick(long nowMillis) {
        List<UiEvent> told = new ArrayList<>();
        for (Seen seen : List.copyOf(robots.values())) {
            if (nowMillis - seen.heardAtMillis > forgetAfterMillis) {
                robots.remove(seen.robot);
                told.add(new UiEvent.RobotGone(seen.robot));
            } else if (seen.isStale(nowMillis) && !seen.toldStale) {
                told.add(seen.tell(nowMillis));
            }
        }
        return told;
    }

    public List<UiEvent.Robot> all(long nowMillis) {
        return robots.values().stream().map(seen -> seen.tell(nowMillis)).toList();
    }

    /** How each robot's last watched episode got on. */
    public List<UiEvent.Progress> curves() {
        return robots.values().stream()
                .flatMap(seen -> Stream.ofNullable(seen.curve))
                .map(ProgressCurve::tell)
                .toList();
    }

    /** Robots that may move: for a stop of all. */
    public Set<RobotId> ids() {
        return Set.copyOf(robots.keySet());
    }

    /** How it last said that it is. */
    public Optional<RobotState> state(RobotId robot) {
        return Optional.ofNullable(robots.get(robot)).flatMap(seen -> Optional.ofNullable(seen.state));
    }

    /** Those of {@code wanted} that exist. */
    public Set<RobotId> known(Collection<RobotId> wanted) {
        return wanted.stream().filter(robots::containsKey).collect(Collectors.toUnmodifiableSet());
    }

    /** By what was last heard. */
    public boolean isHeldBy(RobotId robot, OperatorId operator) {
        return Optional.ofNullable(robots.get(robot))
                .flatMap(seen -> Optional.ofNullable(seen.state))
                .flatMap(state -> state.authority().holder())
                .filter(operator::equals)
                .isPresent();
    }

    /** The camera that stands for the robot where there is room for one. */
    public Optional<String> firstCamera(RobotId robot) {
        return Optional.ofNullable(robots.get(robot))
                .flatMap(seen -> Optional.ofNullable(seen.birth))
                .flatMap(birth -> birth.videoCameras().stream().findFirst());
    }

    private Seen seen(RobotId robot, long nowMillis) {
        Seen seen = robots.computeIfAbsent(robot, Seen::new);
        seen.heardAtMillis = nowMillis;
        return seen;
    }

    /** Somebody came, or what it was about is over. */
    private static boolean isAnswered(HelpRequest help, RobotState state) {
        return state.authority().holder().isPresent() || help.isOver(state);
    }

    private final class Seen {
        private final RobotId robot;
        private @Nullable Birth birth;
        private @Nullable Connection connection;
        private @Nullable RobotState state;
        private @Nullable HelpRequest help;
        private @Nullable ProgressCurve curve;
        private long stateAtMillis;
        private long heardAtMillis;
        private boolean toldStale;

        Seen(RobotId robot) {
            this.robot = robot;
        }

        boolean isStale(long nowMillis) {
            boolean connected = connection == null || connection.state() == Connection.State.ONLINE;
            return !connected || state == null || nowMillis - stateAtMillis > staleAfterMillis;
        }

        UiEvent.Robot tell(long nowMillis) {
            toldStale = isStale(nowMillis);
            return new UiEvent.Robot(
                    robot,
                    Optional.ofNullable(birth),
                    Optional.ofNullable(connection),
                    Optional.ofNullable(state),
                    Optional.ofNullable(help),
                    toldStale,
                    stateAtMillis);
        }
    }
}
