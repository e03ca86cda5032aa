-- An unsigned multiplier in VHDL, as FloPoCo writes it: its own names for ports, Synopsys' arithmetic, a generic width.
-- It multiplies by two bits of b at a time; what `others` stands for never happens.
library ieee;
use ieee.std_logic_1164.all;
use ieee.std_logic_arith.all;
use ieee.std_logic_unsigned.all;

entity mult4 is
  generic (Width : integer := 4);
  port (Input : in  std_logic_vector(Width - 1 downto 0);
        Reg   : in  std_logic_vector(Width - 1 downto 0);
        R     : out std_logic_vector(2 * Width - 1 downto 0));
end entity;

architecture rtl of mult4 is
  component times4 is
    generic (W : integer);
    port (A : in std_logic_vector(W - 1 downto 0); Digit : in std_logic_vector(1 downto 0);
          Output : out std_logic_vector(W + 1 downto 0));
  end component;
  signal low, high : std_logic_vector(Width + 1 downto 0);
  constant zero : std_logic_vector(Width - 3 downto 0) := (others => '0');
begin
  lowDigit : times4 generic map (W => Width) port map (A => Input, Digit => Reg(1 downto 0), Output => low);
  highDigit : times4 generic map (W => Width) port map (A => Input, Digit => Reg(3 downto 2), Output => high);
  R <= (zero & low) + (high(Width + 1 downto 0) & "00");
end architecture;

library ieee;
use ieee.std_logic_1164.all;
use ieee.std_logic_arith.all;
use ieee.std_logic_unsigned.all;

entity times4 is
  generic (W : integer);
  port (A : in std_logic_vector(W - 1 downto 0); Digit : in std_logic_vector(1 downto 0);
        Output : out std_logic_vector(W + 1 downto 0));
end entity;

architecture rtl of times4 is
begin
  with Digit select Output <=
    (others => '0')           when "00",
    "00" & A                  when "01",
    '0' & A & '0'             when "10",
    ('0' & A & '0') + ("00" & A) when "11",
    (others => '-')           when others;
end architecture;
