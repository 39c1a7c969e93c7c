package dev.fleetrl.policy.batching;

import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Decides which waiting questions go through the network together, in whose turn, and which are refused because their answer would
 * come too late. Reads no clock: the time is an argument.
 *
 * <p>Only questions of one key (one policy version, one kind of sampling) can share a batch. A batch leaves when it is full, when
 * its oldest question has waited for the window or a deadline presses, or when nobody is left who could join it: a robot alone never
 * waits. While the network is busy, those who come meanwhile share the next. Turns are fair between clients, see {@link Turns}.
 *
 * @param <K> what a batch has in common
 * @param <T> what waits
 */
public final class BatchQueue<K, T> {
    private final Limits limits;
    private final TreeSet<Waiting<K, T>> waiting =
            new TreeSet<>(Comparator.<Waiting<K, T>>comparingLong(Waiting::turn).thenComparingLong(Waiting::number));
    private final BatchTimes<K> times = new BatchTimes<>();
    private final Set<Batch<K, T>> running = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Turns turns = new Turns();
    private long number;

    /**
     * The queue's limits.
     *
     * @param windowNanos how long a question may wait for company
     * @param maxBatch rows of one batch
     * @param maxWaiting questions in the queue
     * @param workers batches at a time
     */
    public record Limits(long windowNanos, int maxBatch, int maxWaiting, int workers) {}

    /**
     * What a client wants to know.
     *
     * @param rows of the batch that it takes, at most as many as one holds; it costs its client as many turns
     * @param deadlineNanos when the answer is of no more use
     */
    public record Question<K, T>(K key, String client, T item, int rows, long askedNanos, long deadlineNanos) {
        /** Of one row. */
        public Question(K key, String client, T item, long askedNanos, long deadlineNanos) {
            this(key, client, item, 1, askedNanos, deadlineNanos);
        }
    }

    /** Questions that go together. */
    public record Batch<K, T>(K key, List<Question<K, T>> questions, long startNanos) {
        public List<T> items() {
            return questions.stream().map(Question::item).toList();
        }

        int rows() {
            return questions.stream().mapToInt(Question::rows).sum();
        }
    }

    /** Why a question is not answered. */
    public enum Reason {
        /** As many wait as may, and no other client has more of them. */
        FULL,
        /** The answer would come after its deadline. */
        LATE
    }

    /** A question that is not answered. */
    public record Refused<T>(T item, Reason reason) {}

    private record Waiting<K, T>(Question<K, T> question, long turn, long number) {
        K key() {
            return question.key();
        }

        int rows() {
            return question.rows();
        }
    }

    public BatchQueue(Limits limits) {
        this.limits = limits;
    }

    /** What was measured of a key's batches at warm-up; asked for once. */
    public void expect(K key, Supplier<BatchTime> measured) {
        times.expect(key, measured);
    }

    /** Takes a question in, or not; and whoever is refused because of it: itself, or one of a client with more than its share. */
    @SuppressWarnings("ReferenceEquality") // the very one
    public Optional<Refused<T>> offer(Question<K, T> question, long nowNanos) {
        if (question.rows() > limits.maxBatch()) {
            throw new IllegalArgumentException(question.rows() + " rows do not fit in a batch of " + limits.maxBatch());
        }
        boolean isQuiet =
                waiting.isEmpty() && running.isEmpty(); // then nothing is refused: else a wrong estimate would stay
        if (!isQuiet && answeredNanos(question, nowNanos) - question.deadlineNanos() > 0) {
            return Optional.of(new Refused<>(question.item(), Reason.LATE));
        }
        Optional<Refused<T>> refused = waiting.size() < limits.maxWaiting() ? Optional.empty() : makeRoom(question);
        if (refused.isEmpty() || refused.get().item() != question.item()) {
            waiting.add(new Waiting<>(question, turns.take(question.client(), question.rows()), number++));
        }
        return refused;
    }

    private Optional<Refused<T>> makeRoom(Question<K, T> newcomer) {
        Map<String, Long> shares = waiting.stream()
                .collect(Collectors.groupingBy(entry -> entry.question().client(), Collectors.counting()));
        Map.Entry<String, Long> most =
                shares.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
        if (most.getValue() <= shares.getOrDefault(newcomer.client(), 0L) + 1) {
            return Optional.of(new Refused<>(newcomer.item(), Reason.FULL));
        }
        Waiting<K, T> last = waiting.descendingSet().stream()
                .filter(entry -> entry.question().client().equals(most.getKey()))
                .findFirst()
                .orElseThrow();
        waiting.remove(last);
        return Optional.of(new Refused<>(last.question().item(), Reason.FULL));
    }

    /**
     * When a question that comes now would be answered: after the batches that run and those whose turn is before. Of the latter each
     * brings its margin, so that a queue is the shorter the less is known; whoever can join the next batch is judged by the averages.
     */
    private long answeredNanos(Question<K, T> question, long now) {
        PriorityQueue<Long> free = new PriorityQueue<>();
        running.forEach(batch -> free.add(Math.max(0, batch.startNanos() + times.of(batch.key(), batch.rows()) - now)));
        while (free.size() < limits.workers()) {
            free.add(0L);
        }
        long turn = turns.peek(question.client());
        Map<K, Integer> before = waiting.stream()
                .filter(entry -> entry.turn() <= turn)
                .collect(Collectors.groupingBy(Waiting::key, Collectors.summingInt(Waiting::rows)));
        before.forEach((key, rows) -> {
            int room = key.equals(question.key()) ? limits.maxBatch() - question.rows() : 0;
            for (int left = rows; left > room; left -= limits.maxBatch()) {
                free.add(free.remove() + times.atMost(key, Math.min(left, limits.maxBatch())));
            }
        });
        return now + free.remove() + times.of(question.key(), company(before, question) + question.rows());
    }

    /** Rows of those before it that are left for its own batch. */
    private int company(Map<K, Integer> before, Question<K, T> question) {
        int left = before.getOrDefault(question.key(), 0) % limits.maxBatch();
        return left + question.rows() > limits.maxBatch() ? 0 : left;
    }

    /** Takes out those whose deadline has passed; while more than a batch wait, those, too, that could not be answered before it. */
    public List<T> dropLate(long nowNanos) {
        boolean isCrowded = waiting.size() > limits.maxBatch();
        List<Waiting<K, T>> late = waiting.stream()
                .filter(entry -> nowNanos
                                + (isCrowded ? times.of(entry.key(), limits.maxBatch()) : 0)
                                - entry.question().deadlineNanos()
                        >= 0)
                .toList();
        late.forEach(waiting::remove);
        return late.stream().map(entry -> entry.question().item()).toList();
    }

    /**
     * The batch to run now, where the network has room: of those that are due, the one whose turn it is.
     *
     * @param clients how many could have a question here at most
     */
    public Optional<Batch<K, T>> poll(long nowNanos, int clients) {
        if (running.size() >= limits.workers()) {
            return Optional.empty();
        }
        boolean isAnyoneMissing = waiting.size() + running() < clients;
        return keys().stream()
                .filter(key -> !isAnyoneMissing || isFull(key) || nowNanos - dueNanos(key) >= 0)
                .findFirst()
                .map(key -> take(key, nowNanos));
    }

    /** Questions that the network has. */
    private int running() {
        return running.stream().mapToInt(batch -> batch.questions().size()).sum();
    }

    /** In the order of their turns. */
    private Set<K> keys() {
        return waiting.stream().map(Waiting::key).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private List<Waiting<K, T>> of(K key) {
        return waiting.stream().filter(entry -> entry.key().equals(key)).toList();
    }

    private boolean isFull(K key) {
        return rows(of(key)) >= limits.maxBatch();
    }

    private long dueNanos(K key) {
        List<Waiting<K, T>> entries = of(key);
        long all = times.of(key, Math.min(rows(entries), limits.maxBatch()));
        return entries.stream()
                .map(Waiting::question)
                .map(question -> earlier(question.askedNanos() + limits.windowNanos(), question.deadlineNanos() - all))
                .reduce(BatchQueue::earlier)
                .orElseThrow();
    }

    private Batch<K, T> take(K key, long nowNanos) {
        List<Waiting<K, T>> taken = fitting(of(key));
        taken.forEach(waiting::remove);
        turns.serve(taken.get(0).turn());
        Batch<K, T> batch = new Batch<>(
                key, taken.stream().<Question<K, T>>map(Waiting::question).toList(), nowNanos);
        running.add(batch);
        return batch;
    }

    /** In their turns, until one does not fit: else the small would keep on overtaking the large. */
    private List<Waiting<K, T>> fitting(List<Waiting<K, T>> inTurn) {
        int count = 0;
        for (int rows = 0; count < inTurn.size(); count++) {
            rows += inTurn.get(count).rows();
            if (rows > limits.maxBatch()) {
                break;
            }
        }
        return inTurn.subList(0, count);
    }

    private int rows(List<Waiting<K, T>> some) {
        return some.stream().mapToInt(Waiting::rows).sum();
    }

    /** A batch is through; how long it took is learned. */
    public void finished(Batch<K, T> batch, long nowNanos) {
        running.remove(batch);
        times.learn(batch.key(), batch.rows(), nowNanos - batch.startNanos());
    }

    /** A batch came to nothing; how long that took says nothing of the next. */
    public void failed(Batch<K, T> batch) {
        running.remove(batch);
    }

    /** When to look again at the latest: for a batch that is due, or a question that becomes too late; none while nothing waits. */
    public Optional<Long> wakeNanos() {
        boolean hasRoom = running.size() < limits.workers();
        Optional<Long> due = hasRoom ? first(keys(), this::dueNanos) : Optional.empty();
        Optional<Long> late = first(waiting, entry -> entry.question().deadlineNanos());
        return due.isPresent() && late.isPresent() ? Optional.of(earlier(due.get(), late.get())) : due.or(() -> late);
    }

    private static <E> Optional<Long> first(Set<E> elements, Function<E, Long> nanos) {
        return elements.stream().map(nanos).reduce(BatchQueue::earlier);
    }

    /** The clock may be anywhere; only differences count. */
    private static long earlier(long a, long b) {
        return a - b <= 0 ? a : b;
    }

    public int size() {
        return waiting.size();
    }

    /** Whether nothing waits and the network has room. */
    public boolean isIdle() {
        return waiting.isEmpty() && running.size() < limits.workers();
    }
}
