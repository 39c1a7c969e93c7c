package dev.fleetrl.policy.bench;

import dev.fleetrl.contracts.Vec;
import dev.fleetrl.policy.openpi.NdArray;
import dev.fleetrl.policy.openpi.OpenpiMap;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Robots that ask over real WebSockets, all on one event loop. What they ask is packed once, and of an answer only its keys are
 * looked at: what they cost stays small beside a server on the same machine.
 */
final class RobotCrowd implements AutoCloseable {
    private static final long LIMIT_SECONDS = 60;
    private static final int MOST_ROBOTS = 10_000;
    private static final String BUSY = "fleetrl/busy";

    private final Vertx vertx =
            Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));
    private final WebSocketClient client;
    private final List<Robot> robots = new ArrayList<>();
    private final AtomicInteger open = new AtomicInteger();
    private Heard heard = new Heard();
    private long startedNanos;
    private long periodMillis;
    private boolean isAsking;
    private Promise<Void> over = Promise.promise();

    /** What a robot has to say to an answer. */
    interface Listener {
        /** The next question of the robot. */
        Buffer question();

        /** A chunk came. */
        void chunk(OpenpiMap answer);
    }

    /** What came back within a time. */
    static final class Heard {
        private final List<Double> millis = new ArrayList<>();
        private final List<Double> refusals = new ArrayList<>();
        private long failed;
        private double seconds;

        /** All of them, one after the other. */
        static Heard of(List<Heard> parts) {
            Heard whole = new Heard();
            for (Heard part : parts) {
                whole.millis.addAll(part.millis);
                whole.refusals.addAll(part.refusals);
                whole.failed += part.failed;
                whole.seconds += part.seconds;
            }
            return whole;
        }

        long answered() {
            return millis.size();
        }

        double perSecond() {
            return millis.size() / seconds;
        }

        double millis(double quantile) {
            return quantile(millis, quantile);
        }

        /** Questions that the server had no time for. */
        long busy() {
            return refusals.size();
        }

        /** Until the robot heard that. */
        double refusalMillis(double quantile) {
            return quantile(refusals, quantile);
        }

        /** Connections that were lost. */
        long failed() {
            return failed;
        }

        private static double quantile(List<Double> values, double quantile) {
            double[] all = values.stream().mapToDouble(value -> value).toArray();
            return all.length == 0 ? 0 : Stopwatch.quantile(all, quantile);
        }
    }

    RobotCrowd() {
        client = vertx.createWebSocketClient(new WebSocketClientOptions().setMaxConnections(MOST_ROBOTS));
    }

    /** A robot more; it does not ask yet. */
    void join(int port, Listener listener) throws Exception {
        Robot robot = new Robot(listener);
        Promise<Void> greeted = Promise.promise();
        Promise<Void> joined = Promise.promise();
        vertx.getOrCreateContext()
                .runOnContext(now -> client.webSocket()
                        .binaryMessageHandler(frame -> robot.hear(frame, greeted))
                        .textMessageHandler(line -> robot.fail())
                        .connect(new WebSocketConnectOptions()
                                .setHost(BenchServer.HOST)
                                .setPort(port)
                                .setURI("/"))
                        .onSuccess(socket -> robot.socket = Optional.of(socket.closeHandler(gone -> robot.fail())))
                        .compose(socket -> greeted.future())
                        .onComplete(joined));
        await(joined.future());
        robots.add(robot);
    }

    /** Lets all of them ask for some time, each when its answer is there and its period over. */
    Heard ask(long millis, long everyMillis) throws Exception {
        begin(everyMillis);
        Thread.sleep(millis);
        return end();
    }

    void begin(long everyMillis) throws Exception {
        onLoop(() -> {
            periodMillis = everyMillis;
            heard = new Heard();
            startedNanos = System.nanoTime();
            isAsking = true;
            for (int i = 0; i < robots.size(); i++) {
                Robot robot = robots.get(i);
                robot.askIn(1 + everyMillis * i / robots.size());
            }
        });
    }

    /** Returns when the last question is answered, too. */
    Heard end() throws Exception {
        Promise<Void> quiet = Promise.promise();
        onLoop(() -> {
            isAsking = false;
            heard.seconds = (System.nanoTime() - startedNanos) / 1e9;
            over = quiet;
            endWhereAllIsAnswered();
        });
        try {
            await(quiet.future());
        } catch (TimeoutException e) {
            throw new TimeoutException(open.get() + " questions have no answer");
        }
        Heard[] counted = new Heard[1];
        onLoop(() -> counted[0] = heard);
        return counted[0];
    }

    private void endWhereAllIsAnswered() {
        if (!isAsking && open.get() == 0) {
            over.tryComplete();
        }
    }

    private void onLoop(Runnable step) throws Exception {
        Promise<Void> done = Promise.promise();
        vertx.getOrCreateContext().runOnContext(now -> {
            step.run();
            done.complete();
        });
        await(done.future());
    }

    /** Of the robots, all of the same look and place. */
    static Buffer question(String robot, String version, long seed, long deadlineMillis) {
        byte[] jpeg = BenchPolicy.jpeg().toArray();
        return Buffer.buffer(new OpenpiMap.Builder()
                .binary("observation/third", jpeg)
                .binary("observation/wrist", jpeg)
                .array(
                        "observation/state",
                        NdArray.floats(Vec.of(new float[BenchPolicy.PROPRIOCEPTION]), BenchPolicy.PROPRIOCEPTION))
                .text("prompt", BenchPolicy.INSTRUCTION)
                .text("fleetrl/policy_version", version)
                .text("fleetrl/robot", robot)
                .integer("fleetrl/noise_seed", seed)
                .integer("fleetrl/deadline_ms", deadlineMillis)
                .encode());
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        client.close()
                .eventually(vertx::close)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private final class Robot {
        private final Listener listener;
        private Optional<WebSocket> socket = Optional.empty();
        private long askedNanos;

        Robot(Listener listener) {
            this.listener = listener;
        }

        /** In this stretch of asking; the next begins by itself. */
        void askIn(long millis) {
            Heard stretch = heard;
            vertx.setTimer(millis, now -> {
                if (heard == stretch) {
                    ask();
                }
            });
        }

        void ask() {
            if (isAsking && socket.isPresent()) {
                askedNanos = System.nanoTime();
                open.incrementAndGet();
                socket.get().writeBinaryMessage(listener.question()).onFailure(gone -> fail());
            }
        }

        void hear(Buffer frame, Promise<Void> greeted) {
            if (askedNanos == 0) {
                greeted.tryComplete();
                return;
            }
            long nanos = System.nanoTime() - askedNanos;
            answered();
            OpenpiMap answer = OpenpiMap.decode(frame.getBytes());
            if (answer.text(BUSY).isPresent()) {
                heard.refusals.add(nanos / 1e6);
            } else if (isAsking) {
                heard.millis.add(nanos / 1e6);
                listener.chunk(answer);
            }
            long wait = periodMillis - TimeUnit.NANOSECONDS.toMillis(nanos);
            if (wait > 0) {
                askIn(wait);
            } else {
                ask();
            }
        }

        private void answered() {
            if (askedNanos != 0) {
                askedNanos = 0;
                open.decrementAndGet();
                endWhereAllIsAnswered();
            }
        }

        void fail() {
            if (socket.isPresent()) {
                socket = Optional.empty();
                answered();
                heard.failed++;
            }
        }
    }
}
