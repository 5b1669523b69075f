package org.purlin.transforms.archive;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.purlin.transforms.archive.Zips.ascii;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.transforms.archive.ZipArchive.Member;

class ZipArchiveTest {

  private static final byte[] A = ascii("the first content, ".repeat(20));
  private static final byte[] B = ascii("another content; ".repeat(30));

  @TempDir private Path directory;

  private ZipArchive open(byte[] zip) throws IOException {
    return open(zip, ArchiveLimits.DEFAULT);
  }

  private ZipArchive open(byte[] zip, ArchiveLimits limits) throws IOException {
    Path file = Files.write(directory.resolve("archive.zip"), zip);
    return ZipArchive.open(FileChannel.open(file), limits);
  }

  private String refusalOf(byte[] zip) {
    return assertThrows(RefusedException.class, () -> open(zip)).getMessage();
  }

  private static String text(ZipArchive archive, Member member) throws IOException {
    try (InputStream content = archive.open(member)) {
      return new String(content.readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  /** Every member as name and content, in order. */
  private List<String> unpacked(byte[] zip) throws IOException {
    List<String> found = new ArrayList<>();
    try (ZipArchive archive = open(zip)) {
      archive.verify();
      for (Member member : archive.members()) {
        found.add(member.name() + "=" + text(archive, member));
      }
    }
    return found;
  }

  private static String entry(String name, byte[] content) {
    return name + "=" + new String(content, StandardCharsets.US_ASCII);
  }

  @Test
  void storedAndDeflatedMembersAreRead() throws IOException {
    byte[] zip = Zips.zip().stored("a", A).deflated("b", B).bytes();

    assertThat(unpacked(zip), contains(entry("a", A), entry("b", B)));
  }

  @Test
  void membersSayTheirSizeInTheArchive() throws IOException {
    try (ZipArchive archive =
        open(Zips.zip().stored("x/a", A).deflated("b", new byte[0]).bytes())) {
      assertThat(
          archive.members(),
          contains(
              new Member(0, "x/a", A.length, false, false), new Member(1, "b", 2, false, false)));
    }
  }

  @Test
  void sizesThatFollowTheContentAreRead() throws IOException {
    byte[] deflated = Zips.zipWithDescriptors().deflated("a", A).deflated("b", B).bytes();
    byte[] stored = Zips.storedWithDescriptor("a", A);

    assertThat(unpacked(deflated), contains(entry("a", A), entry("b", B)));
    assertThat(unpacked(stored), contains(entry("a", A)));
  }

  @Test
  void zip64IsRead() throws IOException {
    byte[] zip = Zips.zip().zip64().stored("a", A).deflated("b", B).bytes();

    assertThat(unpacked(zip), contains(entry("a", A), entry("b", B)));
  }

  @Test
  void anArchiveWithACommentIsRead() throws IOException {
    byte[] zip = Zips.zip().comment("made for a test").stored("a", A).bytes();

    assertThat(unpacked(zip), contains(entry("a", A)));
  }

  @Test
  void anArchiveWithoutMembersHasNone() throws IOException {
    assertThat(unpacked(Zips.zip().bytes()), is(List.of()));
  }

  @Test
  void membersOfOneNameAreAllThere() throws IOException {
    byte[] zip = Zips.zip().stored("same", A).stored("same", B).bytes();

    assertThat(unpacked(zip), contains(entry("same", A), entry("same", B)));
  }

  @Test
  void foldersAreKnownAsFoldersAndNamesAreLeftAsTheyAre() throws IOException {
    byte[] zip =
        Zips.zip()
            .stored("folder/", new byte[0])
            .stored("../../up", A)
            .stored("/etc/root", A)
            .stored("x/..\\back", A)
            .bytes();
    try (ZipArchive archive = open(zip)) {
      assertThat(
          archive.members().stream().map(Member::name).toList(),
          contains("folder/", "../../up", "/etc/root", "x/..\\back"));
      assertThat(
          archive.members().stream().map(Member::directory).toList(),
          contains(true, false, false, false));
    }
  }

  @Test
  void anEncryptedMemberIsKnownAndRefusedAndItsNeighbourIsRead() throws IOException {
    byte[] zip = Zips.encrypted(Zips.zip().stored("a", A).stored("b", B).bytes(), 0);
    try (ZipArchive archive = open(zip)) {
      Member first = archive.members().get(0);
      assertThat(first.encrypted(), is(true));
      assertThat(
          assertThrows(RefusedException.class, () -> archive.open(first)).getMessage(),
          is("it is encrypted"));
      assertThat(text(archive, archive.members().get(1)).length(), is(B.length));
      assertDoesNotThrow(archive::verify);
    }
  }

  @Test
  void otherMethodsThanStoredAndDeflatedAreRefused() throws IOException {
    for (int method : new int[] {1, 6, 9, 12, 93, 95, 99}) {
      byte[] zip = Zips.withMethod(Zips.zip().stored("a", A).bytes(), 0, method);
      try (ZipArchive archive = open(zip)) {
        assertThat(
            assertThrows(RefusedException.class, archive::verify).getMessage(),
            is("member a: it is compressed by method " + method));
      }
    }
  }

  @Test
  void aWrongCrcIsRefusedAtTheEndOfItsMemberAndNamedByVerify() throws IOException {
    byte[] zip =
        Zips.withFlippedContent(
            Zips.zip().stored("a", A).stored("b\n" + "é".repeat(120), B).bytes(), 1);
    try (ZipArchive archive = open(zip)) {
      assertThat(text(archive, archive.members().get(0)).length(), is(A.length));
      assertThat(
          assertThrows(RefusedException.class, () -> text(archive, archive.members().get(1)))
              .getMessage(),
          is("its CRC in the zip does not match"));
      assertThat(
          assertThrows(RefusedException.class, archive::verify).getMessage(),
          is("member b" + "?".repeat(99) + ": its CRC in the zip does not match"));
    }
  }

  @Test
  void verifyRefusesAMemberOverTheLimit() throws IOException {
    byte[] zip = Zips.zip().deflated("a", new byte[1000]).bytes();
    try (ZipArchive fits = open(zip, ArchiveLimits.DEFAULT.withMaxExpandedBytes(1000));
        ZipArchive large = open(zip, ArchiveLimits.DEFAULT.withMaxExpandedBytes(999))) {
      assertDoesNotThrow(fits::verify);
      assertThat(
          assertThrows(RefusedException.class, large::verify).getMessage(),
          is("member a is too large"));
    }
  }

  @Test
  void anArchiveOfTooManyMembersIsRefused() throws IOException {
    byte[] zip = Zips.zip().stored("a", A).stored("b", B).stored("c", A).bytes();
    byte[] zip64 = Zips.zip().zip64().stored("a", A).stored("b", B).stored("c", A).bytes();
    for (byte[] three : List.of(zip, zip64)) {
      open(three, limitOf(3)).close();
      assertThat(
          assertThrows(RefusedException.class, () -> open(three, limitOf(2))).getMessage(),
          is("it has more than 2 members or an oversized directory"));
    }
  }

  private static ArchiveLimits limitOf(int members) {
    return new ArchiveLimits(members, 1 << 20, 1000, 1 << 16);
  }

  @Test
  void anEndRecordThatLiesAboutTheCountIsRefused() {
    byte[] zip = Zips.zip().stored("a", A).stored("b", B).bytes();

    assertThat(
        refusalOf(Zips.announcing(zip, 1)),
        is("its directory holds 2 members, and its end record says 1"));
    assertThat(
        refusalOf(Zips.announcing(zip, 3)),
        is("its directory holds 2 members, and its end record says 3"));
  }

  @Test
  void aDirectoryThatBreaksOffIsNoShortArchive() {
    byte[] zip = Zips.zip().stored("a", A).stored("b", B).bytes();
    zip[Zips.nameAt(zip, 1) - 46] ^= 1;

    assertThat(refusalOf(zip), is("its directory holds 1 members, and its end record says 2"));
  }

  @Test
  void aDirectoryTooLargeForItsMembersIsRefusedBeforeItIsRead() {
    byte[] zip = Zips.zip().stored("n".repeat(600), A).stored("m".repeat(600), B).bytes();

    assertThat(
        assertThrows(RefusedException.class, () -> open(zip, limitOf(2))).getMessage(),
        is("it has more than 2 members or an oversized directory"));
  }

  @Test
  void junkBeforeOrBehindTheArchiveIsRefused() {
    byte[] zip = Zips.zip().stored("a", A).bytes();

    assertThat(
        refusalOf(Gzips.join(ascii("junk"), zip)),
        is("the zip's directory is not where its end record says"));
    assertThat(
        refusalOf(Gzips.join(zip, ascii("junk"))),
        is("it is cut off: the zip's end record is missing after " + (zip.length + 4) + " bytes"));
  }

  @Test
  void aCommentThatPlaysAnEndRecordIsRefused() {
    byte[] zip = Zips.zip().comment("PK\5\6 and eighteen more characters").stored("a", A).bytes();

    assertThat(
        refusalOf(zip),
        is("it is cut off: the zip's end record is missing after " + zip.length + " bytes"));
  }

  @Test
  void whatIsNoZipIsRefusedByWhatItIs() {
    assertThat(refusalOf(new byte[0]), is("it is empty"));
    assertThat(
        refusalOf(ascii("<!DOCTYPE html><html><body>Please log in</body></html>")),
        is("it is a web page, not a zip"));
    assertThat(refusalOf(ascii("{\"error\":\"no\"}")), is("it is not a zip"));
    assertThat(refusalOf(ascii("P")), is("it is not a zip"));
    assertThat(
        refusalOf(ascii("PK\3\4")),
        is("it is cut off: the zip's end record is missing after 4 bytes"));
  }
}
