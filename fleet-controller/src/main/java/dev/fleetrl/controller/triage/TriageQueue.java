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
import dev.fleetrl.controller.allocation.operators.Need.Signals;
import dev.fleetrl.controller.allocation.operators.Ranked;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Calls for help until they are answered or over. Each method answers what the log must be told. Not thread-safe.
 */
public final class TriageQueue {
    private static final double MILLIS = 1000;

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

    private static final class Ticket {
        private HelpRequest help;
        private final Optional<TaskId> task;
        private final long sinceMillis;
        private State state = State.OPEN;
        private @Nullable OperatorId operator;
        private boolean escalated;
        private long claimedUntilMillis;

        Ticket(HelpRequest help, Optional<TaskId> task, long sinceMillis) {
            this.help = help;
            this.task = task;
            this.sinceMillis = sinceMillis;
        }

        void become(State next, @Nullable OperatorId by) {
            state = next;
            operator = by;
        }

        HelpTicket told(List<Double> score, String why) {
            return new HelpTicket(
                    help.robot(),
                    help.episode(),
                    help.reason(),
                    task,
                    sinceMillis,
                    state,
                    Optional.ofNullable(operator),
                    escalated,
                    score,
                    why);
        }
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
        HelpRequest help = new HelpRequest(told.robot(), told.episode(), told.reason(), told.sinceMillis());
        Ticket ticket = new Ticket(help, told.task(), told.sinceMillis());
        ticket.escalated = told.escalated();
        tickets.put(told.robot(), ticket);
    }

    /** A robot calls, or the critic for it. One robot has one ticket: a second call changes what it is about. */
    public Optional<TriageRecord> hear(HelpRequest help, long nowMillis) {
        Ticket known = tickets.get(help.robot());
        if (known != null) {
            known.help = help;
            return Optional.empty();
        }
        Ticket ticket = new Ticket(help, tasks.getOrDefault(help.robot(), Optional.empty()), nowMillis);
        tickets.put(help.robot(), ticket);
        return Optional.of(record(ticket, Change.OPENED, nowMillis));
    }

    /** What a robot says decides: who holds it, and whether what it called for is over. */
    public Optional<TriageRecord> hear(RobotState state, long nowMillis) {
        tasks.put(state.robot(), state.episode().map(EpisodeProgress::plan).map(plan -> plan.task()));
        Ticket ticket = tickets.get(state.robot());
        if (ticket == null) {
            return Optional.empty();
        }
        Optional<OperatorId> holder = state.authority().holder();
        if (holder.isPresent()) {
            boolean news = ticket.state != State.TAKEN || !holder.get().equals(ticket.operator);
            ticket.become(State.TAKEN, holder.get());
            return news ? Optional.of(record(ticket, Change.TAKEN, nowMillis)) : Optional.empty();
        }
        boolean taken = ticket.state == State.TAKEN;
        boolean goesOn = taken && state.authority().mode() == ControlMode.AUTONOMOUS;
        if (goesOn || ticket.help.isOver(state)) {
            tickets.remove(state.robot());
            return Optional.of(record(ticket, taken ? Change.RESOLVED : Change.CANCELLED, nowMillis));
        }
        if (taken) {
            ticket.become(State.OPEN, null);
            return Optional.of(record(ticket, Change.REOPENED, nowMillis));
        }
        return Optional.empty();
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
        Optional<String> refusal = refusal(ticket, robot, operator, nowMillis);
        if (ticket == null || refusal.isPresent()) {
            return new Answer.Refused(refusal.orElse(""));
        }
        List<HelpTicket> passedOver = ranking(nowMillis);
        ticket.become(State.CLAIMED, operator);
        ticket.claimedUntilMillis = nowMillis + order.claimMillis();
        changes++;
        return new Answer.Done(new TriageRecord(ticket.told(List.of(), ""), Change.CLAIMED, passedOver, nowMillis));
    }

    private Optional<String> refusal(@Nullable Ticket ticket, RobotId robot, OperatorId operator, long nowMillis) {
        if (ticket == null) {
            return Optional.of(robot + " does not call for help any more");
        }
        if (ticket.operator != null && !ticket.operator.equals(operator)) {
            return Optional.of(ticket.operator + (ticket.state == State.TAKEN ? " holds " : " has claimed ") + robot);
        }
        if (ticket.state == State.TAKEN) {
            return Optional.of("you hold " + robot + " already");
        }
        boolean may = order.person(operator, site).mayHelp(need(ticket, nowMillis));
        return may
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
        return new Answer.Done(record(ticket, Change.RELEASED, nowMillis));
    }

    /** It needs somebody else: it comes before all others, and whoever claimed it gives it up. */
    public Answer escalate(RobotId robot, long nowMillis) {
        Ticket ticket = tickets.get(robot);
        if (ticket == null) {
            return new Answer.Refused(robot + " does not call for help any more");
        }
        ticket.escalated = true;
        if (ticket.state == State.CLAIMED) {
            ticket.become(State.OPEN, null);
        }
        return new Answer.Done(record(ticket, Change.ESCALATED, nowMillis));
    }

    /**
     * All tickets: the escalated first, then by the order of help, then those that it leaves out, the oldest first. What is drawn at
     * random is drawn anew with each change, not each time that somebody looks.
     */
    public List<HelpTicket> ranking(long nowMillis) {
        RandomGenerator random = new SplittableRandom(seed + changes);
        List<Need> needs = new ArrayList<>();
        tickets.values().forEach(ticket -> needs.add(need(ticket, nowMillis)));
        Map<RobotId, HelpTicket> ranked = new LinkedHashMap<>();
        for (Ranked each : order.policy().rank(needs, nowMillis, random)) {
            Ticket ticket = tickets.get(each.need().robot());
            if (ticket != null) {
                ranked.put(each.need().robot(), ticket.told(each.score(), each.reason()));
            }
        }
        tickets.values().stream()
                .sorted(Comparator.comparingLong(ticket -> ticket.sinceMillis))
                .forEach(left -> ranked.putIfAbsent(left.help.robot(), left.told(List.of(), "")));
        return ranked.values().stream()
                .sorted(Comparator.comparing(HelpTicket::escalated).reversed())
                .toList();
    }

    private Need need(Ticket ticket, long nowMillis) {
        HelpRequest help = ticket.help;
        double stalled = help.stalledSeconds()
                .map(seconds -> seconds + (nowMillis - ticket.sinceMillis) / MILLIS)
                .orElse(0.0);
        Signals signals = new Signals(help.isBlocking(), 0, 0, help.valueDrop().orElse(0.0), stalled);
        return new Need(help.robot(), site, ticket.task, ticket.sinceMillis, signals);
    }

    private TriageRecord record(Ticket ticket, Change change, long nowMillis) {
        changes++;
        return new TriageRecord(ticket.told(List.of(), ""), change, List.of(), nowMillis);
    }
}
