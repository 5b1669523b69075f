package org.purlin.io.coinmarketcap;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.purlin.io.coinmarketcap.PngPicture.NotPngException;

class PngPictureTest {

  @Test
  void aWholePngTellsItsSize() throws Exception {
    assertThat(PngPicture.of(png(64, 32)), is(new PngPicture(64, 32)));
  }

  @Test
  void noBeginningOfAPngIsAPicture() throws IOException {
    byte[] png = png(16, 16);
    for (int length = 0; length < png.length; length++) {
      byte[] start = Arrays.copyOf(png, length);
      assertThrows(NotPngException.class, () -> PngPicture.of(start));
    }
  }

  @Test
  void whatIsNoPngIsCalledByItsName() {
    assertThat(why(new byte[0]), is("The answer has 0 bytes."));
    assertThat(
        why("<!DOCTYPE html><html>".getBytes(US_ASCII)), is("The answer is no PNG but HTML."));
    assertThat(why("<?xml?><svg/>".getBytes(US_ASCII)), is("The answer is no PNG but SVG."));
    assertThat(why("GIF89a........".getBytes(US_ASCII)), is("The answer is no PNG."));
  }

  @Test
  void lengthsThatLeadOutOfTheFileAreNotFollowed() throws IOException {
    byte[] png = png(16, 16);
    int firstChunkAfterTheHeader = 8 + 12 + 13;
    png[firstChunkAfterTheHeader] = (byte) 0xFF;
    assertThat(why(png), is("The PNG ends before its end."));
    png[firstChunkAfterTheHeader] = 0x7F;
    assertThat(why(png), is("The PNG ends before its end."));
  }

  private static String why(byte[] bytes) {
    return assertThrows(NotPngException.class, () -> PngPicture.of(bytes)).getMessage();
  }

  private static byte[] png(int width, int height) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", bytes);
    return bytes.toByteArray();
  }
}
