package dev.fleetrl.controller.triage;

import dev.fleetrl.contracts.ControlMode;
import dev.fleetrl.contracts.EpisodeProgress;
import dev.fleetrl.contracts.HelpRequest;
import dev.fleetrl.contracts.HelpTicket;
import dev.fleetrl.contracts.HelpTicket.State;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.RobotState;
import dev.fleetrl.contracts.SiteId;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.contracts.TriageRecord;
import dev.fleetrl.contracts.TriageRecord.Change;
import dev.fleetrl.controller.allocation.operators.Need;
import dev.fleetrl.controller.allocation.operators.Ranked;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Calls for help until they are answered or over. Each method answers what the log must be told. Not thread-safe.
 */
public final class TriageQueue {
    private final SiteId site;
    private final long seed;
    private final HelpOrder order;
    private final Map<RobotId, Ticket> tickets = new LinkedHashMap<>();
    private final Map<RobotId, Optional<TaskId>> tasks = new HashMap<>();
    private long changes;

    /** An answer to somebody who wants something of the queue. */
    public sealed interface Answer {
        /** It is theirs. */
        record Done(TriageRecord record) implements Answer {}

        /** It is not; {@code reason} is for a person. */
        record Refused(String reason) implements Answer {}
    }

    /** @param seed of what is drawn at random */
    public TriageQueue(SiteId site, HelpOrder order, long seed) {
        this.site = site;
        this.order = order;
        this.seed = seed;
    }

    /** As the log of an earlier run has it. What the robot says next decides whether it still counts. */
    public void replay(TriageRecord record) {
        HelpTicket told = record.ticket();
        changes++;
        if (record.change() == Change.RESOLVED || record.change() == Change.CANCELLED) {
            tickets.remove(told.robot());
            return;
        }
        HelpRequest help = new HelpRequest(
                told.robot(),
                told.episode(),
                told.reason(),
                told.sinceMillis(),
                told.stalledSeconds(),
                told.valueDrop());
        Ticket ticket = new Ticket(help, told.task(), told.sinceMillis());
        ticket.escalated = told.escalated();
        ticket.become(told.state(), told.operator().orElse(null));
        ticket.claimedUntilMillis = record.atMillis() + order.claimMillis();
        tickets.put(told.robot(), ticket);
    }

    /** A robot calls, or the critic for it. One robot has one ticket, and what the critic sees later of a robot that waits is no news. */
    public Optional<TriageRecord> hear(HelpRequest help, long nowMillis) {
        Ticket known = tickets.get(help.robot());
        if (known == null) {
            Ticket ticket = new Ticket(help, tasks.getOrDefault(help.robot(), Optional.empty()), nowMillis);
            tickets.put(help.robot(), ticket);
            return Optional.of(record(ticket, Change.OPENED, nowMillis));
        }
        boolean waits = known.help.isBlocking() && known.help.episode().equals(help.episode());
        if (waits && !help.isBlocking()) {
            return Optional.empty();
        }
        boolean news = !known.help.reason().equals(help.reason());
        known.help = help;
        known.heardAtMillis = nowMillis;
        return news ? Optional.of(record(known, Change.CHANGED, nowMillis)) : Optional.empty();
    }

    /** What a robot says decides: who holds it, and whether what it called for is over. */
    public Optional<TriageRecord> hear(RobotState state, long nowMillis) {
        Optional<TaskId> task = state.episode().map(EpisodeProgress::plan).map(plan -> plan.task());
        tasks.put(state.robot(), task);
        Ticket ticket = tickets.get(state.robot());
        if (ticket == null || ticket.help.isNewerThan(state)) {
            return Optional.empty();
        }
        ticket.task = ticket.task.or(() -> task);
        Optional<OperatorId> holder = state.authority().holder();
        return holder.isPresent() ? taken(ticket, holder.get(), nowMillis) : free(ticket, state, nowMillis);
    }

    private Optional<TriageRecord> taken(Ticket ticket, OperatorId holder, long nowMillis) {
        boolean news = ticket.state != State.TAKEN || !holder.equals(ticket.operator);
        ticket.become(State.TAKEN, holder);
        ticket.helped = true;
        ticket.escalated = false;
        return news ? Optional.of(record(ticket, Change.TAKEN, nowMillis)) : Optional.empty();
    }

    /** A robot that goes on after somebody was there, or after it had to wait, needs nobody any more. */
    private Optional<TriageRecord> free(Ticket ticket, RobotState state, long nowMillis) {
        boolean goesOn =
                state.authority().mode() == ControlMode.AUTONOMOUS && (ticket.helped || ticket.help.isBlocking());
        if (goesOn || ticket.help.isOver(state)) {
            boolean byPerson = ticket.helped || ticket.state == State.CLAIMED;
            tickets.remove(state.robot());
            return Optional.of(record(ticket, byPerson ? Change.RESOLVED : Change.CANCELLED, nowMillis));
        }
        if (ticket.state == State.TAKEN) {
            ticket.become(State.OPEN, null);
            ticket.sinceMillis = nowMillis;
            return Optional.of(record(ticket, Change.REOPENED, nowMillis));
        }
        return Optional.empty();
    }

    /** A robot that is gone; it calls again when it is back. */
    public Optional<TriageRecord> forget(RobotId robot, long nowMillis) {
        tasks.remove(robot);
        return Optional.ofNullable(tickets.remove(robot)).map(gone -> record(gone, Change.CANCELLED, nowMillis));
    }

    /** The robots that have a ticket. */
    public Set<RobotId> robots() {
        return Set.copyOf(tickets.keySet());
    }

    /** Claims that ran out are open again. */
    public List<TriageRecord> tick(long nowMillis) {
        List<TriageRecord> released = new ArrayList<>();
        for (Ticket ticket : tickets.values()) {
            if (ticket.state == State.CLAIMED && nowMillis >= ticket.claimedUntilMillis) {
                ticket.become(State.OPEN, null);
                released.add(record(ticket, Change.RELEASED, nowMillis));
            }
        }
        return released;
    }

    /** Of two who want the same one wins; claiming again renews. */
    public Answer claim(RobotId robot, OperatorId operator, long nowMillis) {
        Ticket ticket = tickets.get(robot);
        if (ticket == null) {
            return gone(robot);
        }
        Optional<String> refusal = refusal(ticket, operator, nowMillis);
        if (refusal.isPresent()) {
            return new Answer.Refused(refusal.get());
        }
        List<HelpTicket> queue = ranking(nowMillis);
        ticket.become(State.CLAIMED, operator);
        ticket.claimedUntilMillis = nowMillis + order.claimMillis();
        return done(ticket, Change.CLAIMED, operator, queue, nowMillis);
    }

    private Optional<String> refusal(Ticket ticket, OperatorId operator, long nowMillis) {
        RobotId robot = ticket.help.robot();
        if (ticket.operator != null && !ticket.operator.equals(operator)) {
            return Optional.of(ticket.operator + (ticket.state == State.TAKEN ? " holds " : " has claimed ") + robot);
        }
        if (ticket.state == State.TAKEN) {
            return Optional.of("you hold " + robot + " already");
        }
        return order.person(operator, site).mayHelp(ticket.need(site, nowMillis))
                ? Optional.empty()
                : Optional.of(operator + " is not entered for task "
                        + ticket.task.map(TaskId::value).orElse("") + "; see help.people of the fleet controller");
    }

    /** Whoever claimed it gives it up. */
    public Answer release(RobotId robot, OperatorId operator, long nowMillis) {
        Ticket ticket = tickets.get(robot);
        if (ticket == null || ticket.state != State.CLAIMED || !operator.equals(ticket.operator)) {
            return new Answer.Refused("you have not claimed " + robot);
        }
        ticket.become(State.OPEN, null);
        return done(ticket, Change.RELEASED, operator, List.of(), nowMillis);
    }

    /** It needs somebody else: it comes before all others; whoever has claimed it gives it up so, and nobody else's claim ends. */
    public Answer escalate(RobotId robot, OperatorId operator, long nowMillis) {
        Ticket ticket = tickets.get(robot);
        if (ticket == null) {
            return gone(robot);
        }
        if (ticket.operator != null && !ticket.operator.equals(operator)) {
            return new Answer.Refused(ticket.operator + " is with " + robot + "; ask them");
        }
        ticket.escalated = true;
        if (ticket.state == State.CLAIMED) {
            ticket.become(State.OPEN, null);
        }
        return done(ticket, Change.ESCALATED, operator, List.of(), nowMillis);
    }

    private static Answer gone(RobotId robot) {
        return new Answer.Refused(robot + " does not call for help any more");
    }

    /**
     * The open ones, the escalated first, then by the order of help, then those that it leaves out, the oldest first; after them those
     * that somebody has. What is drawn at random is drawn anew with each change, not each time that somebody looks.
     */
    public List<HelpTicket> ranking(long nowMillis) {
        RandomGenerator random = new SplittableRandom(seed + changes);
        List<Need> needs = tickets.values().stream()
                .filter(ticket -> ticket.state == State.OPEN)
                .map(ticket -> ticket.need(site, nowMillis))
                .toList();
        Map<RobotId, HelpTicket> ranked = new LinkedHashMap<>();
        for (Ranked each : order.policy().rank(needs, nowMillis, random)) {
            Optional.ofNullable(tickets.get(each.need().robot()))
                    .ifPresent(ticket -> ranked.put(ticket.help.robot(), ticket.told(each.score(), each.reason())));
        }
        tickets.values().stream()
                .sorted(Comparator.comparingLong(ticket -> ticket.sinceMillis))
                .forEach(left -> ranked.putIfAbsent(left.help.robot(), left.told(List.of(), "")));
        return ranked.values().stream()
                .sorted(Comparator.comparing((HelpTicket ticket) -> ticket.state() != State.OPEN)
                        .thenComparing(ticket -> !ticket.escalated()))
                .toList();
    }

    private Answer done(Ticket ticket, Change change, OperatorId by, List<HelpTicket> queue, long nowMillis) {
        changes++;
        return new Answer.Done(new TriageRecord(ticket.told(List.of(), ""), change, Optional.of(by), queue, nowMillis));
    }

    private TriageRecord record(Ticket ticket, Change change, long nowMillis) {
        changes++;
        return new TriageRecord(
                ticket.told(List.of(), ""), change, Optional.ofNullable(ticket.operator), List.of(), nowMillis);
    }
}
