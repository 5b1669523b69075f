package org.purlin.sandbox.csc;

import java.util.List;

/** The code lists of the contract, in its order. */
final class Codes {

  static final List<String> SEX = list("M F U");
  static final List<String> UPN_UNKNOWN = list("UN1 UN2 UN3 UN4 UN5 UN6 UN7 UN8 UN9 UN10");
  static final List<String> ETHNICITY =
      list(
          "WBRI WIRI WIRT WROM WOTH MWBC MWBA MWAS MOTH AIND APKN ABAN AOTH BCRB BAFR BOTH CHNE"
              + " OOTH REFU NOBT");
  static final List<String> DISABILITY =
      list("NONE MOB HAND PC INC COMM LD HEAR VIS BEH CON AUT DDA");
  static final List<String> REFERRAL_SOURCE =
      list("1A 1B 1C 1D 2A 2B 3A 3B 3C 3D 3E 3F 4 5A 5B 5C 5D 6 7 8 9 10");
  static final List<String> CLOSURE_REASON = list("RC1 RC2 RC3 RC4 RC5 RC6 RC7 RC8 RC9");
  static final List<String> FACTOR =
      list(
          "1A 1B 1C 2A 2B 2C 3A 3B 3C 4A 4B 4C 5A 5B 5C 6A 6B 6C 7A 8B 8C 8D 8E 8F 9A 10A 11A 12A"
              + " 13A 14A 15A 16A 17A 18B 18C 19B 19C 20 21 22A 23A 24A");
  static final List<String> START_REASON = list("S L P T B U");
  static final List<String> PLACEMENT =
      list("A3 A4 A5 A6 H5 K1 K2 P1 P2 P3 R1 R2 R3 R5 S1 T0 T1 T2 T3 T4 U1 U2 U3 U4 U5 U6 Z1");
  static final List<String> END_REASON =
      list("E2 E3 E4A E4B E5 E6 E7 E8 E9 E11 E12 E13 E14 E15 E16 E17 E41 E45 E46 E47 E48 X1");
  static final List<String> CHANGE_REASON =
      list("CARPL CLOSE ALLEG STAND APPRR CREQB CREQO CHILD LAREQ PLACE CUSTOD OTHER");
  static final List<String> ACTIVITY = list("F1 P1 F2 P2 F4 P4 F5 P5 G4 G5 G6");
  static final List<String> ACCOMMODATION = list("B C D E G H K R S T U V W X Y Z");

  private Codes() {}

  private static List<String> list(String codes) {
    return List.of(codes.split(" ", -1));
  }
}
