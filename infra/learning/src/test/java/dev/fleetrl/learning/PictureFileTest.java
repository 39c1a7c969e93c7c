package dev.fleetrl.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PictureFileTest {
    @Test
    void givesBackWhatWasAdded() {
        PictureFile file = new PictureFile(3);
        byte[] first = {1, 2, 3};

        assertThat(file.add(first)).isZero();
        assertThat(file.add(new byte[] {-4, 5, 127})).isEqualTo(1);
        first[0] = 9;

        assertThat(file.get(1)).containsExactly(-4, 5, 127);
        assertThat(file.get(0)).containsExactly(1, 2, 3);
        assertThat(file.size()).isEqualTo(2);
    }

    @Test
    void refusesWhatWasNotAdded() {
        PictureFile file = new PictureFile(3);

        assertThatThrownBy(() -> file.get(0)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
