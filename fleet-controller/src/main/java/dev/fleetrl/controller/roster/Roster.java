package dev.fleetrl.controller.roster;

import dev.fleetrl.contracts.Birth;
import dev.fleetrl.contracts.Connection;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.RobotState;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The robots that were heard of. Only a state proves that a robot lives: births and connections are retained, and may be old.
 *
 * <p>Not thread-safe: one event loop owns it.
 */
public final class Roster {
    private final long staleAfterMillis;
    private final long lostAfterMillis;
    private final Map<RobotId, Entry> entries =
            new TreeMap<>((a, b) -> a.value().compareTo(b.value()));

    public Roster(long staleAfterMillis, long lostAfterMillis) {
        this.staleAfterMillis = staleAfterMillis;
        this.lostAfterMillis = lostAfterMillis;
    }

    public void hear(Birth birth) {
        Entry entry = entry(birth.robot());
        if (entry.accepts(birth.session())) {
            entry.birth = birth;
        }
    }

    /** A farewell of a session that nobody knows is a late last will, and opens no session. */
    public void hear(Connection connection) {
        Entry entry = entry(connection.robot());
        boolean farewell = connection.state() != Connection.State.ONLINE;
        if (farewell && entry.session != null && !connection.session().equals(entry.session)) {
            return;
        }
        if (entry.accepts(connection.session())) {
            entry.connection = connection;
        }
    }

    public void hear(RobotState state, long nowMillis) {
        Entry entry = entry(state.robot());
        if (entry.accepts(state.session())) {
            entry.take(state, nowMillis);
        }
    }

    /** Answers all robots by name. */
    public List<RobotView> robots(long nowMillis) {
        return entries.entrySet().stream()
                .map(entry -> view(entry.getKey(), entry.getValue(), nowMillis))
                .toList();
    }

    public Optional<RobotView> robot(RobotId robot, long nowMillis) {
        return Optional.ofNullable(entries.get(robot)).map(entry -> view(robot, entry, nowMillis));
    }

    private RobotView view(RobotId robot, Entry entry, long nowMillis) {
        Optional<Long> silent =
                entry.state == null ? Optional.empty() : Optional.of(Math.max(0, nowMillis - entry.heardAtMillis));
        return new RobotView(
                robot,
                liveness(entry, silent),
                silent,
                entry.missedStates,
                Optional.ofNullable(entry.birth),
                Optional.ofNullable(entry.connection),
                Optional.ofNullable(entry.state));
    }

    private Liveness liveness(Entry entry, Optional<Long> silentMillis) {
        boolean gone = entry.connection != null && entry.connection.state() != Connection.State.ONLINE;
        if (gone || silentMillis.isEmpty() || silentMillis.get() > lostAfterMillis) {
            return Liveness.LOST;
        }
        return silentMillis.get() > staleAfterMillis ? Liveness.STALE : Liveness.LIVE;
    }

    private Entry entry(RobotId robot) {
        return entries.computeIfAbsent(robot, id -> new Entry());
    }

    private static final class Entry {
        private final Set<String> pastSessions = new HashSet<>();
        private @Nullable String session;
        private @Nullable Birth birth;
        private @Nullable Connection connection;
        private @Nullable RobotState state;
        private long heardAtMillis;
        private long missedStates;

        /** A session that another one has followed never comes back. */
        boolean accepts(String candidate) {
            if (candidate.equals(session)) {
                return true;
            }
            if (pastSessions.contains(candidate)) {
                return false;
            }
            if (session != null) {
                pastSessions.add(session);
                state = null;
                connection = null;
            }
            session = candidate;
            return true;
        }

        void take(RobotState next, long nowMillis) {
            if (state != null && next.sequence() <= state.sequence()) {
                return;
            }
            if (state != null) {
                missedStates += next.sequence() - state.sequence() - 1;
            }
            state = next;
            heardAtMillis = nowMillis;
        }
    }
}
