package dev.fleetrl.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TopicFilterTest {
    @Test
    void matchesItself() {
        assertThat(TopicFilter.matches("a/b", "a/b")).isTrue();
        assertThat(TopicFilter.matches("a/b", "a/c")).isFalse();
    }

    @Test
    void matchesExactlyOneLevelPerPlus() {
        assertThat(TopicFilter.matches("site/+/state", "site/r1/state")).isTrue();
        assertThat(TopicFilter.matches("site/+/state", "site/r1/birth")).isFalse();
        assertThat(TopicFilter.matches("site/+/state", "site/r1/x/state")).isFalse();
        assertThat(TopicFilter.matches("site/+", "site")).isFalse();
        assertThat(TopicFilter.matches("site/+", "site/")).isTrue();
    }
}
