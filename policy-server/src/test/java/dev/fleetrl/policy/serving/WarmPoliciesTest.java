package dev.fleetrl.policy.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetrl.contracts.PolicyVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WarmPoliciesTest {
    private static final PolicyVersion V1 = new PolicyVersion("v1");
    private static final PolicyVersion V2 = new PolicyVersion("v2");
    private static final PolicyVersion V3 = new PolicyVersion("v3");

    private final List<String> events = new ArrayList<>();
    private final WarmPolicies policies = new WarmPolicies(this::load, 2, version -> Runnable::run);

    @Test
    void loadEachVersionOnce() {
        lease(V1).close();
        lease(V1).close();

        assertThat(events).containsExactly("load v1");
    }

    @Test
    void giveUpTheLeastRecentlyUsed() {
        lease(V1).close();
        lease(V2).close();
        lease(V1).close();
        lease(V3).close();

        assertThat(policies.versions()).containsExactly(V1, V3);
        assertThat(events).containsExactly("load v1", "load v2", "close v2", "load v3");
    }

    /** Else robots of an episode under way would wait while it is loaded again. */
    @Test
    void giveUpNothingThatIsLeased() {
        WarmPolicies.Lease lease = lease(V1);
        lease(V2).close();
        lease(V3).close();

        assertThat(policies.versions()).containsExactly(V1, V3);
        assertThat(events).containsExactly("load v1", "load v2", "close v2", "load v3");
        lease.close();
        assertThat(policies.versions()).containsExactly(V1, V3);
    }

    @Test
    void growToTwiceTheirCapacityWhileAllAreLeasedAndNoFurther() {
        List<WarmPolicies.Lease> leases = Stream.of("v1", "v2", "v3", "v4")
                .map(name -> lease(new PolicyVersion(name)))
                .toList();

        assertThat(policies.lease(new PolicyVersion("v5")))
                .failsWithin(Duration.ofSeconds(1))
                .withThrowableOfType(ExecutionException.class)
                .withMessageContaining("robots use 4 other versions, and there is no room for v5; ask again later,"
                        + " or raise serving.warmPolicies");
        leases.forEach(WarmPolicies.Lease::close);
        assertThat(policies.versions()).hasSize(2);
        assertThat(events).endsWith("close v1", "close v2");
    }

    @Test
    void closeOnlyWhenTheLastLeaseIsBack() {
        WarmPolicies.Lease first = lease(V1);
        WarmPolicies.Lease second = first.again();
        policies.close();
        first.close();
        first.close();
        assertThat(events).doesNotContain("close v1");

        second.close();

        assertThat(events).endsWith("close v1");
        assertThatThrownBy(first::again).hasMessage("the lease is back");
    }

    /** Loading takes seconds; nobody who wants another version may stand still for it. */
    @Test
    void loadElsewhere() {
        List<Runnable> loading = new ArrayList<>();
        WarmPolicies elsewhere = new WarmPolicies(this::load, 2, version -> loading::add);

        var lease = elsewhere.lease(V1);

        assertThat(lease).isNotDone();
        loading.remove(0).run();
        assertThat(lease).isCompleted();
    }

    @Test
    void tryAgainAfterAVersionDidNotLoad() {
        WarmPolicies flaky = new WarmPolicies(
                version -> {
                    events.add("load " + version);
                    if (events.size() == 1) {
                        throw new PolicyUnavailableException("not there yet", new IllegalStateException());
                    }
                    return backend(version);
                },
                2,
                version -> Runnable::run);

        assertThat(flaky.lease(V1))
                .failsWithin(Duration.ofSeconds(1))
                .withThrowableOfType(ExecutionException.class)
                .withMessageContaining("not there yet");
        flaky.lease(V1).join().close();

        assertThat(events).containsExactly("load v1", "load v1");
    }

    /** Four threads, five versions, room for two to four: whatever the order, nobody may ask a closed policy. */
    @Test
    void neverLetAThreadReachAClosedPolicy() throws Exception {
        AtomicInteger afterClose = new AtomicInteger();
        WarmPolicies one = new WarmPolicies(version -> new Guarded(afterClose), 2, version -> Runnable::run);
        List<PolicyVersion> versions =
                Stream.of("v1", "v2", "v3", "v4", "v5").map(PolicyVersion::new).toList();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<?>> done = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
            int offset = thread;
            done.add(threads.submit(() -> {
                start.await();
                for (int i = 0; i < 2000; i++) {
                    try (WarmPolicies.Lease lease =
                            one.lease(versions.get((i + offset) % 5)).join()) {
                        lease.backend().infer(List.of());
                    }
                }
                return null;
            }));
        }
        start.countDown();
        for (Future<?> thread : done) {
            thread.get();
        }
        threads.shutdown();

        assertThat(afterClose).hasValue(0);
    }

    private WarmPolicies.Lease lease(PolicyVersion version) {
        return policies.lease(version).join();
    }

    private PolicyBackend load(PolicyVersion version) {
        events.add("load " + version);
        return backend(version);
    }

    private PolicyBackend backend(PolicyVersion version) {
        return new PolicyBackend() {
            @Override
            public List<PolicyAnswer> infer(List<PolicyQuery> queries) {
                return List.of();
            }

            @Override
            public void close() {
                events.add("close " + version);
            }
        };
    }

    private static final class Guarded implements PolicyBackend {
        private final AtomicInteger afterClose;
        private volatile boolean isClosed;

        Guarded(AtomicInteger afterClose) {
            this.afterClose = afterClose;
        }

        @Override
        public List<PolicyAnswer> infer(List<PolicyQuery> queries) {
            Thread.onSpinWait();
            if (isClosed) {
                afterClose.incrementAndGet();
            }
            return List.of();
        }

        @Override
        public void close() {
            isClosed = true;
        }
    }
}
