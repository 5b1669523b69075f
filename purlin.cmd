@echo off
rem Starts Purlin on Windows: the one of an unpacked release, or in its source directory the one that
rem "mvn package" has built there. It ends with Purlin's exit code.
rem
rem   JAVA_HOME          the JDK to use; else java on the PATH
rem   PURLIN_HEAP        the most memory data may take, for example 4g
rem   PURLIN_GC          the garbage collector's flag
rem   PURLIN_JAVA_OPTS   more flags for the JVM; they win over those here
rem
rem Variables are set on lines of their own, because a block is expanded before it runs and a
rem parenthesis in a path, as in "Program Files (x86)", would end it.
setlocal DisableDelayedExpansion

set "launch_heap=%PURLIN_HEAP%"
if not defined launch_heap set "launch_heap=2g"
set "launch_gc=%PURLIN_GC%"
if not defined launch_gc set "launch_gc=-XX:+UseSerialGC"

set "launch_jar=%~dp0lib\purlin.jar"
if not exist "%launch_jar%" set "launch_jar=%~dp0pipelines\target\purlin.jar"
if not exist "%launch_jar%" goto no_jar

if not defined JAVA_HOME goto java_on_path
set "launch_java=%JAVA_HOME%\bin\java.exe"
if not exist "%launch_java%" goto no_java_home
goto java_found
:java_on_path
set "launch_java="
for %%j in (java.exe) do set "launch_java=%%~$PATH:j"
if not defined launch_java goto no_java
:java_found

rem The release file is there to be read without starting a JVM; what is on the PATH may have none,
rem and is then taken for new enough.
set "launch_version="
for %%j in ("%launch_java%") do set "launch_release=%%~dpj..\release"
if exist "%launch_release%" for /f "usebackq tokens=1,2 delims==" %%k in ("%launch_release%") do if "%%k"=="JAVA_VERSION" set "launch_version=%%~l"
set "launch_major="
for /f "tokens=1 delims=.-+" %%m in ("%launch_version%") do set "launch_major=%%m"
if not defined launch_major set "launch_major=17"
if %launch_major% LSS 17 goto old_java
rem Newer JDKs warn about what libraries do.
set "launch_quiet="
if %launch_major% GEQ 24 set "launch_quiet=--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"

rem An answer does not live long enough for a better compiler to pay.
set "launch_level="
if "%~1"=="" set "launch_level=-XX:TieredStopAtLevel=1"
if "%~1"=="help" set "launch_level=-XX:TieredStopAtLevel=1"
if "%~1"=="--help" set "launch_level=-XX:TieredStopAtLevel=1"
if "%~2"=="--help" set "launch_level=-XX:TieredStopAtLevel=1"

rem A JVM out of memory must not go on: some of its threads are gone and a run could look finished.
rem It is killed, because the exit code of ExitOnOutOfMemoryError, 3, means something else here;
rem taskkill leaves 1.
"%launch_java%" "-Xmx%launch_heap%" %launch_gc% %launch_level% %launch_quiet% -XX:+ExitOnOutOfMemoryError "-XX:OnOutOfMemoryError=taskkill /F /PID %%p" -XX:+DisplayVMOutputToStderr "-Dpurlin.program=%~dp0purlin.cmd" %PURLIN_JAVA_OPTS% -jar "%launch_jar%" %*
exit /b %ERRORLEVEL%

:no_jar
>&2 echo ERROR There is no purlin.jar in lib or pipelines\target beside purlin.cmd. Unpack the whole zip, or build with mvn package.
exit /b 1
:no_java_home
>&2 echo ERROR JAVA_HOME is set, but there is no bin\java.exe in it. Point it at a JDK 17 or newer.
exit /b 1
:no_java
>&2 echo ERROR Java is missing. Install a JDK 17 or newer, or set JAVA_HOME.
exit /b 1
:old_java
>&2 echo ERROR Java is version %launch_version%, but 17 or newer is needed. Set JAVA_HOME to a newer JDK.
exit /b 1
