package dev.fleetrl.policy.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetrl.contracts.PolicyVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WarmPoliciesTest {
    private static final PolicyVersion V1 = new PolicyVersion("v1");
    private static final PolicyVersion V2 = new PolicyVersion("v2");
    private static final PolicyVersion V3 = new PolicyVersion("v3");

    private final List<String> events = new ArrayList<>();
    private final WarmPolicies policies = new WarmPolicies(this::load, 2);

    @Test
    void loadEachVersionOnce() throws PolicyUnavailableException {
        policies.lease(V1).close();
        policies.lease(V1).close();

        assertThat(events).containsExactly("load v1");
    }

    @Test
    void giveUpTheLeastRecentlyUsed() throws PolicyUnavailableException {
        policies.lease(V1).close();
        policies.lease(V2).close();
        policies.lease(V1).close();
        policies.lease(V3).close();

        assertThat(policies.versions()).containsExactly(V1, V3);
        assertThat(events).containsExactly("load v1", "load v2", "close v2", "load v3");
    }

    @Test
    void closeNothingThatIsStillLeased() throws PolicyUnavailableException {
        WarmPolicies.Lease lease = policies.lease(V1);
        policies.lease(V2).close();
        policies.lease(V3).close();
        assertThat(events).doesNotContain("close v1");

        lease.close();

        assertThat(events).endsWith("close v1");
    }

    @Test
    void tryAgainAfterAVersionDidNotLoad() throws PolicyUnavailableException {
        WarmPolicies flaky = new WarmPolicies(
                version -> {
                    events.add("load " + version);
                    if (events.size() == 1) {
                        throw new PolicyUnavailableException("not there yet", new IllegalStateException());
                    }
                    return backend(version);
                },
                2);

        assertThatThrownBy(() -> flaky.lease(V1)).hasMessage("not there yet");
        flaky.lease(V1).close();

        assertThat(events).containsExactly("load v1", "load v1");
    }

    /** Four threads, three versions, room for one: whatever the order, nobody may ask a closed policy. */
    @Test
    void neverLetAThreadReachAClosedPolicy() throws Exception {
        AtomicInteger afterClose = new AtomicInteger();
        WarmPolicies one = new WarmPolicies(version -> new Guarded(afterClose), 1);
        List<PolicyVersion> versions = List.of(V1, V2, V3);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<?>> done = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
            int offset = thread;
            done.add(threads.submit(() -> {
                start.await();
                for (int i = 0; i < 2000; i++) {
                    try (WarmPolicies.Lease lease = one.lease(versions.get((i + offset) % 3))) {
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
